import type { Disposable } from '../lifecycle/disposables.js';
import { printable, writeAsIs, writeOwn } from './ownWords.js';

/** Milliseconds between two drawings: ten a second read well and cost nothing. */
const INTERVAL = 100;

const CLEAR = '\r\x1b[K';

/** One line at the end of a terminal that is drawn again as it changes; where the stream is no terminal it draws nothing. */
export class StatusLine implements Disposable {
  readonly isLive: boolean;
  private text: ((width: number) => string) | null = null;
  private drawn = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly stream: NodeJS.WriteStream) {
    this.isLive = stream.isTTY === true;
  }

  show(text: (width: number) => string): void {
    this.text = text;
    if (!this.isLive || this.timer) return;
    this.draw();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.draw();
    }, INTERVAL);
  }

  /** Lets something else be written above the line. */
  around(write: () => void): void {
    const again = this.drawn;
    this.erase();
    write();
    if (again) this.draw();
  }

  clear(): void {
    this.text = null;
    this.erase();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.clear();
  }

  private draw(): void {
    if (!this.text) return;
    writeAsIs(this.stream, CLEAR);
    const width = this.stream.columns || 80;
    writeOwn(this.stream, printable(this.text(width)).slice(0, width - 1));
    this.drawn = true;
  }

  private erase(): void {
    if (this.drawn) writeAsIs(this.stream, CLEAR);
    this.drawn = false;
  }
}
