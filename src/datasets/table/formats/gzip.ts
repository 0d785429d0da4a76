import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const READ_BYTES = 1 << 20;

/** The bytes of a file, unpacked where they are packed. Whoever stops reading destroys it. */
export function byteStream(path: string, gzip: boolean): Readable {
  const file = createReadStream(path, { highWaterMark: READ_BYTES });
  // Errors come out of the end of the pipe as well.
  return gzip ? pipeline(file, createGunzip(), () => {}) : file;
}

export const isZlibError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && ((error as NodeJS.ErrnoException).code ?? '').startsWith('Z_');
