import { closeSync, openSync, writeSync } from 'node:fs';

/** Bytes that wait until they are written together. */
const CHUNK = 1 << 20;

/** A new file that is written from its beginning to its end; blocks, so for threads that may wait. */
export class OutputFile implements Disposable {
  private readonly file: number;
  private waiting: Uint8Array[] = [];
  private bytes = 0;

  /** @throws where the system cannot make it */
  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  write(data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    this.waiting.push(bytes);
    this.bytes += bytes.length;
    if (this.bytes >= CHUNK) this.flush();
  }

  [Symbol.dispose](): void {
    try {
      this.flush();
    } finally {
      closeSync(this.file);
    }
  }

  private flush(): void {
    const all = Buffer.concat(this.waiting);
    this.waiting = [];
    this.bytes = 0;
    for (let written = 0; written < all.length; ) written += writeSync(this.file, all, written);
  }
}
