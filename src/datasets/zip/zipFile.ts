import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

/** A file in a zip. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** A file in a zip has more bytes than are wanted. */
export class TooLargeError extends Error {}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** Length of the end record without its comment, which has at most 64 KB. */
const END_BYTES = 22;
const MOST_END = END_BYTES + 0xffff;
const MASKED = 0xffffffff;
/** Bytes of the central directory; NumPy's have some dozens an array. */
const MOST_DIRECTORY = 16 * 1024 * 1024;

const STORED = 0;
const DEFLATED = 8;

const inflate = promisify(inflateRaw) as (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

/**
 * The files that the central directory of a zip names (PKWARE's APPNOTE 6.3, zip64 included).
 * @throws {Error} where it is truncated or damaged
 */
export async function zipEntries(file: FileHandle, fileSize: number): Promise<ZipEntry[]> {
  const { offset, size } = await directoryPlace(file, fileSize);
  if (size > MOST_DIRECTORY || offset + size > fileSize) throw new Error('its directory points beyond its end');
  const view = await bytesAt(file, offset, size);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= size && view.getUint32(at, true) === CENTRAL; ) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const next = at + 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
    if (next > size) throw new Error('its directory is truncated');
    entries.push(entryAt(view, at, nameLength ?? 0, extraLength ?? 0));
    at = next;
  }
  return entries;
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
  if (entry.offset + 30 > fileSize) throw new Error('an entry points beyond its end');
  const local = await bytesAt(file, entry.offset, 30);
  if (local.getUint32(0, true) !== LOCAL) throw new Error('an entry starts with something else');
  const start = entry.offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  if (start + entry.packedSize > fileSize) throw new Error('an entry is truncated');
  const { buffer, byteOffset, byteLength } = await bytesAt(file, start, entry.packedSize);
  const packed = new Uint8Array(buffer, byteOffset, byteLength);
  const content = await unpacked(packed, entry);
  if (content.length !== entry.size) throw new Error(`an entry has ${content.length} bytes, not ${entry.size}`);
  if (crc32(content) !== entry.crc) throw new Error('its checksum does not match');
  return content;
}

async function unpacked(packed: Uint8Array, { method, size }: ZipEntry): Promise<Uint8Array> {
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw new Error(`it uses compression method ${method}`);
  return inflate(packed, { maxOutputLength: Math.max(1, size) });
}

function entryAt(view: DataView, at: number, nameLength: number, extraLength: number): ZipEntry {
  const text = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
  const fields = { size: 24, packedSize: 20, offset: 42 };
  const plain = Object.entries(fields).map(([key, place]) => [key, view.getUint32(at + place, true)] as const);
  const large = plain.filter(([, value]) => value === MASKED).map(([key]) => key);
  const wide = large.length === 0 ? [] : wideFields(view, at + 46 + nameLength, extraLength, large);
  const { size = 0, packedSize = 0, offset = 0 } = Object.fromEntries<number>([...plain, ...wide]);
  return {
    name: text,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    size,
    packedSize,
    offset,
  };
}

/** The zip64 field has those that do not fit into 32 bits, in a fixed order. */
function wideFields(view: DataView, start: number, length: number, names: readonly string[]): [string, number][] {
  for (let at = start; at + 4 <= start + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    if (view.getUint16(at + 2, true) < names.length * 8 || at + 4 + names.length * 8 > start + length) break;
    return names.map((name, index) => [name, Number(view.getBigUint64(at + 4 + index * 8, true))]);
  }
  throw new Error('the sizes of an entry are missing');
}

async function directoryPlace(file: FileHandle, fileSize: number): Promise<{ offset: number; size: number }> {
  const length = Math.min(fileSize, MOST_END);
  const view = await bytesAt(file, fileSize - length, length);
  for (let at = length - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const [size, offset] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    const isWide = at >= 20 && view.getUint32(at - 20, true) === END_64_LOCATOR;
    if (!isWide) return { offset, size };
    return widePlace(file, fileSize, Number(view.getBigUint64(at - 12, true)));
  }
  throw new Error('its directory is missing');
}

async function widePlace(file: FileHandle, fileSize: number, at: number): Promise<{ offset: number; size: number }> {
  if (at + 56 > fileSize) throw new Error('its directory points beyond its end');
  const view = await bytesAt(file, at, 56);
  if (view.getUint32(0, true) !== END_64) throw new Error('its directory is missing');
  return { size: Number(view.getBigUint64(40, true)), offset: Number(view.getBigUint64(48, true)) };
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
