import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../../errors/humanError.js';
import type { DownloadFile } from './downloadList.js';

/** A server that says nothing for so many milliseconds is given up. */
const PATIENCE = 30_000;

/**
 * Downloads one file into a folder. It gets its name only when it is complete and its hash is right, so that a file under that name
 * can be trusted.
 *
 * @param onBytes is told of each piece
 * @throws {HumanError} where the server has another file; other errors where it cannot be reached or breaks off
 */
export async function fetchFile(
  file: DownloadFile,
  mirror: string,
  folder: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const silence = new AbortController();
  const limit = setTimeout(() => silence.abort(new Error(`it did not respond for ${PATIENCE / 1000} s`)), PATIENCE);
  const partial = join(folder, `.${file.name}.${process.pid}`);
  const hash = createHash('sha256');
  // No stream writes it: one that is given up may still make the file after it was removed.
  let output: FileHandle | null = null;
  try {
    const either = AbortSignal.any([signal, silence.signal]);
    const response = await fetch(mirror + file.name, { signal: either });
    if (!response.ok || !response.body) throw new Error(`it answered ${response.status} ${response.statusText}`.trim());
    const measured = pieces(response.body, file, mirror, (piece) => {
      limit.refresh();
      hash.update(piece);
      onBytes(piece.length);
    });
    output = await open(partial, 'w');
    for await (const piece of measured) await output.writeFile(piece);
    await output.close();
    if (hash.digest('hex') !== file.hash) throw wrongFile(file, mirror, 'its SHA-256 differs');
    await rename(partial, join(folder, file.name));
  } finally {
    clearTimeout(limit);
    await output?.close();
    await rm(partial, { force: true });
  }
}

async function* pieces(
  body: ReadableStream<Uint8Array>,
  file: DownloadFile,
  mirror: string,
  onPiece: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    bytes += next.value.length;
    if (bytes > file.bytes) throw wrongFile(file, mirror, `it is larger than ${file.bytes} bytes`);
    onPiece(next.value);
    yield next.value;
  }
  if (bytes < file.bytes) throw new Error(`it stopped after ${bytes} of ${file.bytes} bytes`);
}

function wrongFile(file: DownloadFile, mirror: string, why: string): HumanError {
  return new HumanError(`${mirror}${file.name} is not the expected file: ${why}. Nothing was kept`);
}
