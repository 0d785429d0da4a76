import { appendFile } from 'node:fs/promises';
import { messageOf } from '../../errors/errorText.js';
import { encodeDropped, encodeOutput, type OutputLine } from '../../runFiles/output.js';
import { replaceFile } from '../../system/replaceFiles.js';

/** Milliseconds in which lines wait for each other. */
const INTERVAL = 500;

/** The end of a run's printed output on disk, in bounded space: what is kept in memory is written anew once the file is twice as large as it may be. */
export class OutputFile {
  private waiting: OutputLine[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing = Promise.resolve();
  private bytes = 0;
  private hasFailed = false;

  /** @param kept what stays when the file is written anew; it may take at most `maxBytes` */
  constructor(
    private readonly path: string,
    private readonly maxBytes: number,
    private readonly kept: () => { readonly lines: readonly OutputLine[]; readonly dropped: number },
    private readonly log: (line: string) => void,
  ) {}

  add(lines: readonly OutputLine[]): void {
    if (lines.length === 0 || this.hasFailed) return;
    this.waiting.push(...lines);
    this.timer ??= setTimeout(() => void this.flush(), INTERVAL);
  }

  /** Resolves when everything is written, or cannot be. Never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write()).catch((error: unknown) => this.fail(error));
    return this.writing;
  }

  private async write(): Promise<void> {
    if (this.waiting.length === 0 || this.hasFailed) return;
    const text = encodeOutput(this.waiting);
    this.waiting = [];
    this.bytes += Buffer.byteLength(text);
    if (this.bytes <= this.maxBytes * 2) await appendFile(this.path, text);
    else await this.writeAnew();
  }

  private async writeAnew(): Promise<void> {
    const { text, bytes } = endOf(this.kept(), this.maxBytes);
    await replaceFile(this.path, text);
    this.waiting = [];
    this.bytes = bytes;
  }

  private fail(error: unknown): void {
    this.hasFailed = true;
    this.waiting = [];
    this.log(`The printed output of a run cannot be kept in ${this.path}: ${messageOf(error)}`);
  }
}

/** The last lines that have room. */
function endOf({ lines, dropped }: { readonly lines: readonly OutputLine[]; readonly dropped: number }, room: number) {
  let bytes = 0;
  let from = lines.length;
  for (; from > 0; from -= 1) {
    const line = lines[from - 1];
    const more = line ? Buffer.byteLength(encodeOutput([line])) : 0;
    if (bytes + more > room) break;
    bytes += more;
  }
  return { text: encodeDropped(dropped + from) + encodeOutput(lines.slice(from)), bytes };
}
