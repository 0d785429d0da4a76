import type { Disposable } from '../lifecycle/disposables.js';
import type { InstallProgress } from '../runtime/installTfjsNode.js';
import { writeOwn } from './ownWords.js';
import { StatusLine } from './statusLine.js';

/** Where there is no terminal, a line at each step and at each of these parts of one. */
const PARTS = 10;

/** Shows how far an installation is: one line that changes on a terminal, else a few lines that stay. */
export class InstallProgressLines implements Disposable {
  private readonly status: StatusLine;
  private last = '';

  constructor(private readonly stream: NodeJS.WriteStream) {
    this.status = new StatusLine(stream);
  }

  show({ step, message, fraction }: InstallProgress): void {
    if (this.status.isLive) {
      this.status.show((width) => message.slice(0, width - 1));
      return;
    }
    const place = `${step} ${fraction === null ? '' : Math.floor(fraction * PARTS)}`;
    if (place === this.last) return;
    this.last = place;
    writeOwn(this.stream, `gradlens: ${message}\n`);
  }

  dispose(): void {
    this.status.dispose();
  }
}
