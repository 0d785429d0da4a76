import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Disposable } from '../lifecycle/disposables.js';

/** Bytes to read from anywhere in them. */
export interface ByteSource {
  /** The bytes [offset, offset + length) in memory of their own; null where not all of them are there. */
  read(offset: number, length: number): Uint8Array<ArrayBuffer> | null;
}

/**
 * A file, read in pieces as they are asked for; blocks, so for worker threads only. What is written to it after it was opened is left out.
 * @throws where it cannot be opened.
 */
export function fileSource(path: string): ByteSource & Disposable {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  return {
    read(offset, length) {
      if (offset + length > size) return null;
      const bytes = new Uint8Array(length);
      for (let filled = 0; filled < length; ) {
        const count = readSync(file, bytes, filled, length - filled, offset + filled);
        if (count === 0) return null;
        filled += count;
      }
      return bytes;
    },
    dispose: () => closeSync(file),
  };
}
