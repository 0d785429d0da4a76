import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { HeadText } from './headText.js';

const READ_BYTES = 1 << 20;

/** The bytes of a text file, unpacked. Whoever stops reading destroys it. */
export function textStream(path: string, { gzip }: Pick<HeadText, 'gzip'>): Readable {
  const file = createReadStream(path, { highWaterMark: READ_BYTES });
  // Errors come out of the end of the pipe as well.
  return gzip ? pipeline(file, createGunzip(), () => {}) : file;
}
