import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
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
} from '../../arrays/files/zipRecords.js';

/** A file in a zip has more bytes than are wanted. */
export class TooLargeError extends Error {}

/** Bytes of the central directory; NumPy's have some dozens an array. */
const MOST_DIRECTORY = 16 * 1024 * 1024;

const inflate = promisify(inflateRaw) as (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

/**
 * The files that the central directory of a zip names.
 * @throws {Error} where it is truncated or damaged
 */
export async function zipEntries(file: FileHandle, fileSize: number): Promise<ZipEntry[]> {
  const tail = Math.min(fileSize, MOST_END);
  const found = directoryIn(await bytesAt(file, fileSize - tail, tail));
  const isLarge = 'recordAt' in found;
  if (isLarge && found.recordAt + END_64_BYTES > fileSize) throw new Error('its directory points beyond its end');
  const { offset, size } = isLarge ? largeDirectory(await bytesAt(file, found.recordAt, END_64_BYTES)) : found;
  if (size > MOST_DIRECTORY || offset + size > fileSize) throw new Error('its directory points beyond its end');
  return entriesIn(await bytesAt(file, offset, size));
}

/**
 * The content of one file of a zip, checked against its checksum.
 * @param most bytes that it may have
 * @throws {TooLargeError} where it is larger than it may be; {Error} where it is truncated or damaged
 */
export async function zipContent(
  file: FileHandle,
  fileSize: number,
  entry: ZipEntry,
  most: number,
): Promise<Uint8Array> {
  if (entry.size > most) throw new TooLargeError();
  if (entry.offset + LOCAL_BYTES > fileSize) throw new Error('an entry points beyond its end');
  const start = entry.offset + headerLength(await bytesAt(file, entry.offset, LOCAL_BYTES));
  if (start + entry.packedSize > fileSize) throw new Error('an entry is truncated');
  const { buffer, byteOffset, byteLength } = await bytesAt(file, start, entry.packedSize);
  const packed = new Uint8Array(buffer, byteOffset, byteLength);
  const how = inflating(entry);
  const content = how ? await inflate(packed, how) : packed;
  checkContent(content, entry);
  return content;
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<DataView<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new Error('it is truncated');
    filled += bytesRead;
  }
  return new DataView(bytes.buffer);
}
