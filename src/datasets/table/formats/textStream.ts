import { basename } from 'node:path';
import { HumanError } from '../../../errors/humanError.js';
import type { DataLimits } from '../../../protocol/data.js';
import { tooMuchUnpacked, unpackedBytes } from '../../limits.js';
import { byteStream, isZlibError } from './gzip.js';
import type { HeadText } from './headText.js';

/** Text is read as a stream and takes no memory by its length, so it may be longer than what is unpacked at once. */
const STREAMED = 16;
/** Characters of a line; a table of 100,000 columns has some. */
const MOST_LINE = 32 * 1024 * 1024;

/** The text of a file, unpacked, as it comes. @throws {HumanError} where it cannot be unpacked, with the line */
export async function* textPieces(path: string, head: HeadText, limits: DataLimits): AsyncGenerator<string> {
  const name = basename(path);
  const stream = byteStream(path, head.gzip);
  const most = head.gzip ? STREAMED * unpackedBytes(limits) : Number.POSITIVE_INFINITY;
  stream.setEncoding(head.encoding);
  let [length, line] = [0, 1];
  try {
    for await (const piece of stream as AsyncIterable<string>) {
      length += piece.length;
      if (length > most) throw tooMuchUnpacked(name, { ...limits, unpackedMB: STREAMED * limits.unpackedMB });
      yield piece;
      if (head.gzip) line += newlines(piece);
    }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw new HumanError(
      `${name}, line ${line.toLocaleString('en-US')}: it cannot be unpacked from here on because it is truncated or damaged (${error.message}). Copy it again.`,
    );
  } finally {
    stream.destroy();
  }
}

/** @throws {HumanError} where what is held of a line, counted from 0, is longer than any line of a table */
export function refuseLongLine(path: string, held: string, line: number): void {
  if (held.length <= MOST_LINE) return;
  throw new HumanError(
    `${basename(path)}, line ${(line + 1).toLocaleString('en-US')} is longer than ${MOST_LINE / 1024 / 1024} MB. Is it a table of text?`,
  );
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
