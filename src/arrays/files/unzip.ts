import { crc32, inflateRawSync } from 'node:zlib';
import { NotKnown } from '../notKnown.js';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const END_BYTES = 22;
/** Longest comment that may follow the end record. */
const MOST_COMMENT = 0xffff;
/** A size that stands in a 64-bit field instead. */
const MASKED = 0xffffffff;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The files in a zip that is in memory (PKWARE's APPNOTE 6.3, without zip64). @throws {NotKnown} where it is damaged */
export function zipEntries(bytes: Uint8Array, name: string): Entry[] {
  const view = viewOf(bytes);
  const least = Math.max(0, bytes.length - END_BYTES - MOST_COMMENT);
  let end = bytes.length - END_BYTES;
  while (end >= least && view.getUint32(end, true) !== END) end--;
  if (end < least) throw new NotKnown(`${name} is truncated: it has no directory`);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw new NotKnown(`${name} is damaged`);
    const field = (place: number) => view.getUint32(at + place, true);
    const length = view.getUint16(at + 28, true);
    const entry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)),
      method: view.getUint16(at + 10, true),
      crc: field(16),
      packedSize: field(20),
      size: field(24),
      offset: field(42),
    };
    if ([entry.packedSize, entry.size, entry.offset].includes(MASKED))
      throw new NotKnown(`${name} is larger than GradLens reads`);
    entries.push(entry);
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The content of a file in a zip, of no more bytes than its directory says. @throws {NotKnown} where it is damaged */
export function zipContent(
  bytes: Uint8Array,
  { method, crc, packedSize, size, offset }: Entry,
  name: string,
): Uint8Array {
  const view = viewOf(bytes);
  const isInside = offset + 30 <= bytes.length;
  const start = isInside ? offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true) : 0;
  if (!isInside || start + packedSize > bytes.length) throw new NotKnown(`${name} is truncated`);
  const packed = bytes.subarray(start, start + packedSize);
  const content = method === 0 ? packed : inflated(packed, size, name);
  if (content.length !== size || crc32(content) !== crc)
    throw new NotKnown(`${name} is damaged: its checksum does not match`);
  return content;
}

function inflated(packed: Uint8Array, size: number, name: string): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw new NotKnown(`${name} cannot be unpacked: it is damaged`);
  }
}
