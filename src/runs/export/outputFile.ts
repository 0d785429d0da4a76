import { randomUUID } from 'node:crypto';
import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Bytes that wait until they are written together. */
const CHUNK = 1 << 20;

type Write<T> = (add: (data: string | Uint8Array) => void) => T;

/**
 * Writes a new file from its beginning to its end; blocks, so for threads that may wait. It has another name until it is whole, so that what fails
 * leaves what was there before.
 * @throws where the system cannot make or write it
 */
export function writeOut<T>(path: string, write: Write<T>): T {
  const there = statSync(path, { throwIfNoEntry: false });
  // A terminal or a pipe, such as /dev/stdout: a file must not take its place.
  if (there && !there.isFile()) return writeAll(path, write);
  const file = there ? realpathSync(path) : path;
  const part = join(dirname(file), `.${randomUUID()}.part`);
  try {
    const result = writeAll(part, write);
    renameSync(part, file);
    return result;
  } finally {
    rmSync(part, { force: true });
  }
}

function writeAll<T>(path: string, write: Write<T>): T {
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
