import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';

/** A file that grows at its end. Made when the first bytes are written; blocks, so for threads that may wait. */
export class AppendFile {
  private file: number | null = null;
  private waiting: Uint8Array[] = [];

  constructor(private readonly path: string) {}

  /** Keeps bytes until `flush`. */
  add(bytes: Uint8Array): void {
    this.waiting.push(bytes);
  }

  /** @throws where the system cannot write, or the file was deleted meanwhile. */
  flush(): void {
    if (this.waiting.length === 0) return;
    const bytes = Buffer.concat(this.waiting);
    this.waiting = [];
    this.file ??= openSync(this.path, 'w');
    if (fstatSync(this.file).nlink === 0) throw new Error(`${this.path} was deleted`);
    for (let written = 0; written < bytes.length; ) written += writeSync(this.file, bytes, written);
  }

  /** Without what was not flushed. */
  close(): void {
    if (this.file !== null) closeSync(this.file);
    this.file = null;
    this.waiting = [];
  }
}
