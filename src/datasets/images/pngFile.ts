import { crc32, inflateSync } from 'node:zlib';
import { type DecodedPng, decode } from 'fast-png';
import type { DataLimits } from '../../protocol/data.js';
import { refusePixels } from '../limits.js';

const SIGNATURE_BYTES = 8;
/** Length, type and checksum. */
const CHUNK_BYTES = 12;
/** What a picture is made of; profiles, texts and animations are packed too, and nobody looks at them. */
const WANTED = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Passes of an interlaced picture: first column and row, and steps (PNG specification, 8.2). */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * Decodes a PNG whose checksums are right and whose data are as long as its size says.
 * @throws {Error} that says why not
 */
export function decodePng(file: Uint8Array, limits: DataLimits): DecodedPng {
  const chunks = chunksOf(file);
  const [header] = chunks;
  if (header?.type !== 'IHDR' || header.data.length !== 13) throw new Error('it starts with something else');
  const expected = unpackedLength(header.data, limits);
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const { length } = unpacked(packed, expected);
  if (length < expected) throw new Error('its data is truncated');
  return decode(Buffer.concat([file.subarray(0, SIGNATURE_BYTES), ...chunks.map(({ whole }) => whole)]));
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  readonly whole: Uint8Array;
}

function chunksOf(file: Uint8Array): Chunk[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES; at + CHUNK_BYTES <= file.length; ) {
    const end = at + CHUNK_BYTES + view.getUint32(at);
    if (end > file.length) break;
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if (WANTED.includes(type)) {
      if (crc32(file.subarray(at + 4, end - 4)) !== view.getUint32(end - 4))
        throw new Error(`the checksum of its ${type} does not match`);
      chunks.push({ type, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) });
    }
    if (type === 'IEND') return chunks;
    at = end;
  }
  throw new Error('it is truncated');
}

/** Bytes of all rows, each with its filter. */
function unpackedLength(header: Uint8Array, limits: DataLimits): number {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  if (width === 0 || height === 0) throw new Error('it has no pixels');
  refusePixels(width, height, limits);
  const bits = (header[8] ?? 8) * (CHANNELS[header[9] ?? 0] ?? 4);
  const rows = (columns: number, count: number) => (columns === 0 ? 0 : count * (1 + Math.ceil((columns * bits) / 8)));
  if (header[12] !== 1) return rows(width, height);
  return ADAM7.reduce((sum, [column, row, columnStep, rowStep]) => {
    const columns = Math.max(0, Math.ceil((width - column) / columnStep));
    return sum + rows(columns, Math.max(0, Math.ceil((height - row) / rowStep)));
  }, 0);
}

function unpacked(packed: Uint8Array, expected: number): Uint8Array {
  try {
    return inflateSync(packed, { maxOutputLength: expected });
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new Error(
      code === 'ERR_BUFFER_TOO_LARGE' ? 'its data is longer than its size allows' : `its data is damaged: ${message}`,
    );
  }
}
