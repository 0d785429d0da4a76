import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { HumanError } from '../../../errors/humanError.js';
import { byteStream, isZlibError } from './gzip.js';

const HEAD_BYTES = 128 * 1024;

/** The beginning of a text file. */
export interface HeadText {
  readonly text: string;
  /** Whether the text goes on after it. */
  readonly cut: boolean;
  readonly encoding: 'utf8' | 'latin1';
  readonly gzip: boolean;
}

/** @throws {HumanError} where the file is empty, in UTF-16, or no text */
export async function headText(path: string): Promise<HeadText> {
  const { bytes: packed, cut: isCut } = await headBytes(path);
  const name = basename(path);
  if (packed.length === 0) throw new HumanError(`${name} is empty: it has no rows.`);
  const gzip = packed[0] === 0x1f && packed[1] === 0x8b;
  const head = gzip ? await unpackedHead(path) : { bytes: packed, cut: isCut };
  const { bytes, cut } = head;
  if (bytes.length === 0) throw new HumanError(`${name} is empty: it has no rows.`);
  refuseOtherThanText(bytes, name);
  const encoding = isUtf8(bytes, cut) ? 'utf8' : 'latin1';
  const text = new TextDecoder(encoding === 'utf8' ? 'utf-8' : 'windows-1252').decode(bytes);
  if (text.trim() === '') throw new HumanError(`${name} is empty: it has no rows.`);
  return { text, cut, encoding, gzip };
}

/** Of what a gzip file unpacks to. */
async function unpackedHead(path: string): Promise<{ bytes: Buffer; cut: boolean }> {
  const stream = byteStream(path, true);
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      pieces.push(piece);
      length += piece.length;
      if (length > HEAD_BYTES) break;
    }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    // Where text came before the damage, whoever reads on says its line.
    if (length === 0) {
      throw new HumanError(
        `${basename(path)} cannot be unpacked: it is truncated or damaged (${error.message}). Copy it again.`,
      );
    }
  } finally {
    stream.destroy();
  }
  return { bytes: Buffer.concat(pieces).subarray(0, HEAD_BYTES), cut: length > HEAD_BYTES };
}

async function headBytes(path: string): Promise<{ bytes: Buffer; cut: boolean }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return { bytes: buffer.subarray(0, bytesRead), cut: size > bytesRead };
  } finally {
    await file.close();
  }
}

function refuseOtherThanText(bytes: Uint8Array, name: string): void {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw new HumanError(
      `${name} is a zip or an Excel workbook, not text. Export the sheet as UTF-8 CSV, or unpack the zip.`,
    );
  }
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const zeros = bytes.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (marked || zeros > bytes.length / 4) {
    const converted = name.replace(/(\.[^.]*)?$/, '-utf8$1');
    throw new HumanError(
      `${name} is UTF-16, but GradLens reads UTF-8. Convert it: in VS Code, choose "Save with Encoding", UTF-8, ` +
        `or run iconv -f UTF-16 -t UTF-8 ${name} > ${converted}.`,
    );
  }
  if (zeros > 0) throw new HumanError(`${name} is not text: it contains bytes that no CSV or JSON file has.`);
}

/** A character may be cut at the end of the head. */
function isUtf8(bytes: Uint8Array, cut: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return true;
  } catch {
    return false;
  }
}
