import { crc32 } from 'node:zlib';

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

/** Where the central directory is, which names all files. */
interface Directory {
  readonly offset: number;
  readonly size: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** Of the whole directory, behind all entries; it is not checked. */
const SIGNATURE = 0x05054b50;
/** Length of the end record without its comment, which has at most 64 KB. */
const END_BYTES = 22;
const MASKED = 0xffffffff;

/** At most so many bytes from a zip's end begins the record of its end. */
export const MOST_END = END_BYTES + 0xffff;
/** Length of a large zip's own record of its end, and of the part of a local header that has always the same length. */
export const END_64_BYTES = 56;
export const LOCAL_BYTES = 30;

const STORED = 0;
const DEFLATED = 8;

/**
 * Reads the record of a zip's end (PKWARE's APPNOTE 6.3, zip64 included).
 * @param tail the last `MOST_END` bytes of the zip; all of a shorter one
 * @returns where the directory is; of a large one, where its own record is, for `largeDirectory`
 * @throws {Error} where there is none, with half a sentence
 */
export function directoryIn(tail: DataView): Directory | { readonly recordAt: number } {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue;
    const isLarge = at >= 20 && tail.getUint32(at - 20, true) === END_64_LOCATOR;
    if (isLarge) return { recordAt: Number(tail.getBigUint64(at - 12, true)) };
    return { size: tail.getUint32(at + 12, true), offset: tail.getUint32(at + 16, true) };
  }
  throw new Error('its directory is missing');
}

/** @param record `END_64_BYTES` of a large zip's record @throws {Error} as `directoryIn` */
export function largeDirectory(record: DataView): Directory {
  if (record.getUint32(0, true) !== END_64) throw new Error('its directory is missing');
  return { size: Number(record.getBigUint64(40, true)), offset: Number(record.getBigUint64(48, true)) };
}

/** The files that a directory names. @throws {Error} where it is truncated or damaged, with half a sentence */
export function entriesIn(directory: DataView): ZipEntry[] {
  const size = directory.byteLength;
  const entries: ZipEntry[] = [];
  for (let at = 0; at < size; ) {
    const kind = at + 4 <= size ? directory.getUint32(at, true) : 0;
    if (kind === SIGNATURE) break;
    if (kind !== CENTRAL || at + 46 > size) throw new Error('its directory is damaged');
    const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((place) =>
      directory.getUint16(at + place, true),
    );
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > size) throw new Error('its directory is truncated');
    entries.push(entryAt(directory, at, nameLength, extraLength));
    at = next;
  }
  return entries;
}

function entryAt(view: DataView, at: number, nameLength: number, extraLength: number): ZipEntry {
  const text = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
  const fields = { size: 24, packedSize: 20, offset: 42 };
  const plain = Object.entries(fields).map(([key, place]) => [key, view.getUint32(at + place, true)] as const);
  const large = plain.filter(([, value]) => value === MASKED).map(([key]) => key);
  const wide = large.length === 0 ? [] : wideFields(view, at + 46 + nameLength, extraLength, large);
  const { size = 0, packedSize = 0, offset = 0 } = Object.fromEntries<number>([...plain, ...wide]);
  const [method, crc] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
  return { name: text, method, crc, size, packedSize, offset };
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

/** @param local `LOCAL_BYTES` at an entry's offset @returns how far behind that its content begins */
export function headerLength(local: DataView): number {
  if (local.getUint32(0, true) !== LOCAL) throw new Error('an entry starts with something else');
  return LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
}

/** How the content of an entry is inflated; null where it is not deflated. @throws {Error} where it is packed in another way, with half a sentence */
export function inflating({ method, size }: ZipEntry): { readonly maxOutputLength: number } | null {
  if (method === STORED) return null;
  if (method !== DEFLATED) throw new Error(`it uses compression method ${method}`);
  return { maxOutputLength: Math.max(1, size) };
}

/** @throws {Error} where content is not what the directory says of it, with half a sentence */
export function checkContent(content: Uint8Array, { size, crc }: ZipEntry): void {
  if (content.length !== size) throw new Error(`an entry has ${content.length} bytes, not ${size}`);
  if (crc32(content) !== crc) throw new Error('its checksum does not match');
}
