import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { walkFolder } from '../../system/walkFolder.js';
import { writeLine } from './writeLine.js';

/** Bytes of a file that go in one message. */
const LARGEST_PART = 1024 * 1024;

/** The files of a run, which only ever grow: writes what they have more. */
export class GrownFiles {
  private readonly sent = new Map</* path in the folder */ string, number>();

  constructor(private readonly folder: string) {}

  write(): void {
    for (const file of walkFolder(this.folder)) {
      const path = relative(this.folder, file).split(sep).join('/');
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      for (let at = this.sent.get(path) ?? 0; at < size; at = this.sent.get(path) ?? size) {
        const part = partOf(file, at, Math.min(LARGEST_PART, size - at));
        writeLine({ type: 'file', path, at, data: part.toString('base64') });
        this.sent.set(path, at + part.length);
      }
    }
  }
}

function partOf(file: string, at: number, length: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const part = Buffer.alloc(length);
    return part.subarray(0, readSync(descriptor, part, 0, length, at));
  } finally {
    closeSync(descriptor);
  }
}
