import { type Normalize, Statistics, scaled, scaleFor } from '../scale.js';
import type { TargetDescription } from '../types.js';
import type { RowSource } from './rowSource.js';
import { sizeOf } from './shapes.js';

/** Samples that are all in memory, row-major. */
export interface MemoryData {
  readonly name: string;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly inputShape: readonly number[];
  readonly inputNames?: readonly string[];
  readonly target: TargetDescription;
}

export function memoryRows(
  { name, x: raw, y, inputShape, inputNames, target }: MemoryData,
  normalize?: Normalize,
): RowSource {
  const x = normalized(raw, inputShape, normalize);
  const inputSize = sizeOf(inputShape);
  const targetSize = storedTargetSize(target);
  const readNow: NonNullable<RowSource['readNow']> = (rows, xOut, yOut) => {
    rows.forEach((row, index) => {
      xOut.set(x.subarray(row * inputSize, (row + 1) * inputSize), index * inputSize);
      yOut.set(y.subarray(row * targetSize, (row + 1) * targetSize), index * targetSize);
    });
  };
  return {
    name,
    rows: y.length / targetSize,
    inputSize,
    targetSize,
    inputShape,
    inputNames: inputNames ?? null,
    inputRange: rangeOf(x),
    target,
    block: null,
    read: async (...wanted) => readNow(...wanted),
    readNow,
    async close() {},
  };
}

export function storedTargetSize(target: TargetDescription): number {
  if (target.kind === 'classes') return 1;
  return target.kind === 'tokens' ? target.length : sizeOf(target.shape);
}

/** Smallest and largest of some numbers; null of none. */
export function rangeOf(numbers: Float32Array): [number, number] | null {
  if (numbers.length === 0) return null;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of numbers) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Scales inputs: each column of a table by itself, pictures and sequences as a whole. */
function normalized(x: Float32Array, inputShape: readonly number[], how: Normalize): Float32Array {
  if (how === undefined || how === 'none') return x;
  const columns = inputShape.length === 1 ? (inputShape[0] ?? 1) : 1;
  const statistics = Array.from({ length: columns }, () => new Statistics());
  x.forEach((value, place) => {
    statistics[place % columns]?.add(value);
  });
  const scales = statistics.map((column) => scaleFor(how, column));
  return x.map((value, place) => {
    const scale = scales[place % columns];
    return scale ? scaled(value, scale) : value;
  });
}
