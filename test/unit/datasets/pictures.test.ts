import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../src/datasets/images/decodeImage.js';
import { resized } from '../../../src/datasets/images/resize.js';
import { DEFAULT_DATA_LIMITS } from '../../../src/protocol/data.js';

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  /** As the PNG specification has it: 0 gray, 2 color, 3 palette, 4 gray with alpha, 6 color with alpha. */
  readonly type?: number;
  readonly interlaced?: boolean;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), 8 + data.length);
  return bytes;
}

/** @param rows each with its filter, 0 */
function png(
  { width, height, depth = 8, type = 0, interlaced = false }: Header,
  rows: readonly number[],
  ...more: Buffer[]
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, type, 0, 0, interlaced ? 1 : 0], 8);
  const packed = deflateSync(Uint8Array.from(rows));
  const parts = [packed.subarray(0, 3), packed.subarray(3)].map((part) => chunk('IDAT', part));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), ...more, ...parts, chunk('IEND', new Uint8Array())]);
}

const decoded = (file: Uint8Array, limits = DEFAULT_DATA_LIMITS) => {
  const { pixels, ...size } = decodeImage(file, limits);
  return { ...size, pixels: [...pixels] };
};

describe('a PNG', () => {
  it.each<[string, Buffer, number, number[]]>([
    ['gray', png({ width: 2, height: 2 }, [0, 1, 2, 0, 3, 4]), 1, [1, 2, 3, 4]],
    ['color', png({ width: 1, height: 2, type: 2 }, [0, 1, 2, 3, 0, 4, 5, 6]), 3, [1, 2, 3, 4, 5, 6]],
    ['gray with alpha', png({ width: 1, height: 1, type: 4 }, [0, 9, 128]), 2, [9, 128]],
    ['16 bits', png({ width: 2, height: 1, depth: 16 }, [0, 255, 1, 2, 255]), 1, [255, 2]],
    ['4 bits', png({ width: 3, height: 2, depth: 4 }, [0, 0x0f, 0x30, 0, 0xf0, 0x10]), 1, [0, 255, 51, 255, 0, 17]],
    ['2 bits', png({ width: 5, height: 1, depth: 2 }, [0, 0b00011011, 0b10000000]), 1, [0, 85, 170, 255, 170]],
    [
      '1 bit',
      png({ width: 9, height: 2, depth: 1 }, [0, 0b10100000, 0b10000000, 0, 1, 0]),
      1,
      [255, 0, 255, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 255, 0],
    ],
    [
      'a palette',
      png({ width: 2, height: 1, type: 3 }, [0, 1, 0], chunk('PLTE', Uint8Array.of(1, 2, 3, 4, 5, 6))),
      3,
      [4, 5, 6, 1, 2, 3],
    ],
  ])('of %s is read', (_, file, channels, pixels) => {
    expect(decoded(file)).toMatchObject({ channels, pixels });
  });

  it('may be interlaced, at every size', () => {
    for (const [width, height] of [
      [1, 1],
      [3, 2],
      [5, 5],
      [9, 3],
      [8, 8],
    ] as const) {
      const places = [
        [0, 0, 8, 8],
        [4, 0, 8, 8],
        [0, 4, 4, 8],
        [2, 0, 4, 4],
        [0, 2, 2, 4],
        [1, 0, 2, 2],
        [0, 1, 1, 2],
      ] as const;
      const rows = places.flatMap(([column, row, columnStep, rowStep]) => {
        const bytes: number[] = [];
        for (let y = row; y < height; y += rowStep) {
          if (column >= width) continue;
          bytes.push(0);
          for (let x = column; x < width; x += columnStep) bytes.push(y * width + x);
        }
        return bytes;
      });
      const file = png({ width, height, interlaced: true }, rows);
      expect(decoded(file).pixels).toEqual(Array.from({ length: width * height }, (_, place) => place));
      expect(() => decoded(png({ width, height, interlaced: true }, rows.slice(0, -1)))).toThrow(
        'its data is truncated',
      );
      expect(() => decoded(png({ width, height, interlaced: true }, [...rows, 0]))).toThrow(
        'longer than its size allows',
      );
    }
  });

  it('is not asked about texts and profiles, even damaged ones', () => {
    const text = chunk('tEXt', Buffer.from('a word'));
    text[10] = 0;
    expect(decoded(png({ width: 1, height: 1 }, [0, 7], text)).pixels).toEqual([7]);
    const palette = chunk('PLTE', Uint8Array.of(1, 2, 3));
    palette[9] = 0;
    expect(() => decoded(png({ width: 1, height: 1, type: 3 }, [0, 0], palette))).toThrow('the checksum of its PLTE');
  });

  it.each<[string, () => Buffer, string]>([
    ['no width', () => png({ width: 0, height: 1 }, [0]), 'it has no pixels'],
    ['no height', () => png({ width: 1, height: 0 }, [0]), 'it has no pixels'],
    ['too little data', () => png({ width: 2, height: 2 }, [0, 1, 2, 0, 3]), 'its data is truncated'],
    ['too much data', () => png({ width: 2, height: 1 }, [0, 1, 2, 0]), 'its data is longer than its size allows'],
    [
      'no header',
      () => Buffer.concat([png({ width: 1, height: 1 }, [0]).subarray(0, 8), chunk('IEND', Buffer.alloc(0))]),
      'it starts with something else',
    ],
    [
      'data that is not packed',
      () =>
        Buffer.concat([
          png({ width: 1, height: 1 }, [0]).subarray(0, 33),
          chunk('IDAT', Buffer.from('no')),
          chunk('IEND', Buffer.alloc(0)),
        ]),
      'its data is damaged: ',
    ],
    ['no end', () => png({ width: 1, height: 1 }, [0, 7]).subarray(0, -1), 'it is truncated'],
  ])('with %s is refused', (_, file, message) => expect(() => decoded(file())).toThrow(message));

  it('may have as many pixels as the limit says', () => {
    const file = png(
      { width: 4, height: 5 },
      Array.from({ length: 25 }, () => 0),
    );
    expect(decoded(file, { ...DEFAULT_DATA_LIMITS, megapixels: 20e-6 }).pixels).toHaveLength(20);
    expect(() => decoded(file, { ...DEFAULT_DATA_LIMITS, megapixels: 19e-6 })).toThrow('4 × 5 pixels');
  });
});

describe('a picture', () => {
  it.each<[number[], string]>([
    [[], 'the file is empty'],
    [[0x89, 0x51, 0, 0], 'it is neither a PNG nor a JPEG'],
    [[0xff, 0xd9, 0, 0], 'it is neither a PNG nor a JPEG'],
    [[0x50, 0x89], 'it is neither a PNG nor a JPEG'],
  ])('that begins with %j is refused', (bytes, message) => {
    expect(() => decoded(Uint8Array.from(bytes))).toThrow(message);
  });

  const frame = (marker: number, width: number, height: number) => [
    0xff,
    marker,
    0,
    8,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
  ];
  const jpeg = (...segments: readonly number[][]) => decoded(Uint8Array.from([0xff, 0xd8, ...segments.flat()]));

  it('of a JPEG is walked over, and each frame’s size is looked at', () => {
    for (const marker of [0xc0, 0xc2, 0xcf]) expect(() => jpeg(frame(marker, 40_000, 258))).not.toThrow(/pixels/);
    for (const marker of [0xc0, 0xc1, 0xc2, 0xcf]) {
      expect(() => jpeg([0xff, 0xe0, 0, 4, 0xff, 0xc0], frame(marker, 40_000, 1000))).toThrow('40000 × 1000 pixels');
    }
    for (const marker of [0xc4, 0xc8, 0xcc, 0xdb])
      expect(() => jpeg(frame(marker, 40_000, 1000))).toThrow('it is truncated');
    // Stuffed bytes, fill bytes, and restarts have no length.
    expect(() => jpeg([0xff, 0, 0xff, 0xff, 0xff, 0xd0, 0xff, 0x01], frame(0xc0, 40_000, 1000))).toThrow(
      '40000 × 1000',
    );
    expect(() => jpeg([0xff, 0xe0, 0xff, 0xff], frame(0xc0, 40_000, 1000))).toThrow('it is truncated');
    const scan = [0xff, 0xda, 0, 2];
    expect(() => jpeg(...Array.from({ length: 101 }, () => scan))).toThrow('it has more than 100 scans');
    expect(() => jpeg(...Array.from({ length: 100 }, () => scan))).toThrow('it is truncated');
  });
});

describe('resizing', () => {
  const gray = (width: number, ...pixels: number[]) => ({
    width,
    height: pixels.length / width,
    channels: 1,
    pixels: Uint8Array.from(pixels),
  });

  it('keeps a picture of the same size, and stretches both ways', () => {
    const picture = gray(2, 0, 100, 200, 60);
    expect([...resized(picture, { height: 2, width: 2, channels: 1 })]).toEqual([0, 100, 200, 60]);
    expect([...resized(picture, { height: 4, width: 2, channels: 1 })]).toEqual([0, 100, 50, 90, 150, 70, 200, 60]);
    expect([...resized(gray(1, 0, 100, 200, 60), { height: 1, width: 1, channels: 1 })]).toEqual([83]);
    expect([...resized(gray(3, 30, 60, 90), { height: 1, width: 1, channels: 3 })]).toEqual([60, 60, 60]);
  });

  it('makes gray of colors by how bright they are, colors of gray, and leaves alpha out', () => {
    const color = (...pixels: number[]) => ({
      width: 1,
      height: 1,
      channels: pixels.length,
      pixels: Uint8Array.from(pixels),
    });
    const to = (channels: 1 | 3, ...pixels: number[]) => [
      ...resized(color(...pixels), { height: 1, width: 1, channels }),
    ];
    expect([to(1, 255, 0, 0), to(1, 0, 255, 0), to(1, 0, 0, 255)].flat()).toEqual([76, 150, 29]);
    expect([to(3, 9, 8, 7), to(3, 9, 8, 7, 255), to(3, 9), to(3, 9, 255)]).toEqual([
      [9, 8, 7],
      [9, 8, 7],
      [9, 9, 9],
      [9, 9, 9],
    ]);
  });
});
