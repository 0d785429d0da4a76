import { closeSync, openSync, writeSync } from 'node:fs';

/** Bytes that wait until they are written together. */
const CHUNK = 1 << 20;

/** Writes a new file from its beginning to its end; blocks, so for threads that may wait. @throws where the system cannot make or write it */
export function writeOut<T>(path: string, write: (add: (data: string | Uint8Array) => void) => T): T {
  const file = openSync(path, 'w');
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const flush = () => {
    const all = Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
    for (let written = 0; written < all.length; ) written += writeSync(file, all, written);
  };
  try {
    const result = write((data) => {
      const added = typeof data === 'string' ? Buffer.from(data) : data;
      waiting.push(added);
      bytes += added.length;
      if (bytes >= CHUNK) flush();
    });
    flush();
    return result;
  } finally {
    closeSync(file);
  }
}
