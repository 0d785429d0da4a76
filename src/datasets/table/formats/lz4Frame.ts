const MAGIC = 0x184d2204;
const STORED = 0x80000000;
const SHORTEST_MATCH = 4;

/** Unpacks an LZ4 frame; its blocks may refer to the blocks before them. @param most bytes that it may unpack to */
export function unpackLz4Frame(data: Uint8Array, most: number): Uint8Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new Error('not an LZ4 frame');
  const flags = view.getUint8(4);
  let at = 7 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0);
  const output = new Output(Math.min(data.length * 4, most), most);
  for (let size = view.getUint32(at, true); size !== 0; size = view.getUint32(at, true)) {
    at += 4;
    const length = size & ~STORED;
    const block = data.subarray(at, at + length);
    if (block.length < length) throw new Error('an LZ4 block is truncated');
    if (size & STORED) output.append(block, 0, length);
    else unpackBlock(block, output);
    at += length + (flags & 0x10 ? 4 : 0);
  }
  return output.bytes();
}

function unpackBlock(block: Uint8Array, output: Output): void {
  let at = 0;
  const next = () => {
    const byte = block[at++];
    if (byte === undefined) throw new Error('an LZ4 block is truncated');
    return byte;
  };
  const extended = (start: number) => {
    let length = start;
    if (start !== 15) return length;
    let byte = 255;
    while (byte === 255) {
      byte = next();
      length += byte;
    }
    return length;
  };
  while (at < block.length) {
    const token = next();
    const literals = extended(token >> 4);
    output.append(block, at, literals);
    at += literals;
    if (at >= block.length) return;
    const distance = next() | (next() << 8);
    output.repeat(distance, extended(token & 15) + SHORTEST_MATCH);
  }
}

/** Bytes that grow. */
class Output {
  private buffer: Uint8Array;
  private length = 0;

  constructor(
    size: number,
    private readonly most: number,
  ) {
    this.buffer = new Uint8Array(Math.max(64, size));
  }

  append(from: Uint8Array, start: number, count: number): void {
    if (start + count > from.length) throw new Error('an LZ4 block is truncated');
    this.reserve(count);
    this.buffer.set(from.subarray(start, start + count), this.length);
    this.length += count;
  }

  /** Repeats what stands `distance` bytes back; it may run into what it writes. */
  repeat(distance: number, count: number): void {
    if (distance === 0 || distance > this.length) throw new Error('an LZ4 block refers to nothing');
    this.reserve(count);
    for (let copied = 0; copied < count; copied++, this.length++) {
      this.buffer[this.length] = this.buffer[this.length - distance] ?? 0;
    }
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    if (this.length + count > this.most) throw new Error('an LZ4 frame unpacks to more than it declares');
    const larger = new Uint8Array(Math.min(this.most, Math.max(2 * this.buffer.length, this.length + count)));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}
