import { type Normalize, type Scale, Statistics, scaled, scaleFor, UNSCALED } from '../scale.js';
import type { TargetDescription } from '../types.js';
import type { RowSource } from './rowSource.js';
import { sizeOf } from './shapes.js';

/** Gray pictures as bytes, a quarter of what they take as floats. */
export interface ByteData {
  readonly name: string;
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
  readonly inputShape: readonly number[];
  /** The value of a white pixel: divided by it, pixels are from 0 to 1. */
  readonly white: number;
  readonly target: TargetDescription;
}

export function byteRows({ name, pixels, labels, inputShape, white, target }: ByteData, how: Normalize): RowSource {
  const inputSize = sizeOf(inputShape);
  const scale = pixelScale(pixels, white, how);
  const table = Float32Array.from({ length: 256 }, (_, value) => scaled(value, scale));
  const readNow: NonNullable<RowSource['readNow']> = (rows, x, y) => {
    rows.forEach((row, index) => {
      const from = row * inputSize;
      const to = index * inputSize;
      for (let place = 0; place < inputSize; place++) x[to + place] = table[pixels[from + place] ?? 0] ?? 0;
      y[index] = labels[row] ?? 0;
    });
  };
  return {
    name,
    rows: labels.length,
    inputSize,
    targetSize: 1,
    inputShape,
    inputNames: null,
    inputRange: [table[0] ?? 0, table[white] ?? 1],
    target,
    block: null,
    read: async (...wanted) => readNow(...wanted),
    readNow,
    async close() {},
  };
}

function pixelScale(pixels: Uint8Array, white: number, how: Normalize): Scale {
  if (how === 'none') return UNSCALED;
  if (how !== 'standard') return { offset: 0, factor: 1 / white };
  const statistics = new Statistics();
  for (const value of pixels) statistics.add(value);
  return scaleFor(how, statistics);
}
