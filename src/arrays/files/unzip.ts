import { inflateRawSync } from 'node:zlib';
import { NotKnown } from '../notKnown.js';
import {
  checkContent,
  directoryIn,
  END_64_BYTES,
  entriesIn,
  headerLength,
  inflating,
  LOCAL_BYTES,
  largeDirectory,
  MOST_END,
  type ZipEntry,
} from './zipRecords.js';

/** The files in a zip that is in memory. @throws {NotKnown} where it is truncated or damaged */
export function zipEntries(bytes: Uint8Array, name: string): ZipEntry[] {
  return explained(name, () => {
    const found = directoryIn(viewOf(bytes, Math.max(0, bytes.length - MOST_END)));
    const { offset, size } = 'recordAt' in found ? largeDirectory(viewOf(bytes, found.recordAt, END_64_BYTES)) : found;
    return entriesIn(viewOf(bytes, offset, size));
  });
}

/** The content of a file in a zip, of no more bytes than its directory says. @throws {NotKnown} where it is truncated or damaged */
export function zipContent(bytes: Uint8Array, entry: ZipEntry, name: string): Uint8Array {
  return explained(name, () => {
    const { packedSize, offset } = entry;
    const start = offset + headerLength(viewOf(bytes, offset, LOCAL_BYTES));
    viewOf(bytes, start, packedSize);
    const packed = bytes.subarray(start, start + packedSize);
    const how = inflating(entry);
    const content = how ? inflateRawSync(packed, how) : packed;
    checkContent(content, entry);
    return content;
  });
}

function viewOf(bytes: Uint8Array, start: number, length = bytes.length - start): DataView {
  if (start + length > bytes.length) throw new Error('it is truncated');
  return new DataView(bytes.buffer, bytes.byteOffset + start, length);
}

function explained<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new NotKnown(`${name} cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`);
  }
}
