import type { Tensor } from '../../tfjs/tfjs.js';

/** Values that are read at a time: data may be larger than a second copy of it fits beside. */
const CHUNK = 1_000_000;

export interface BadSamples {
  /** Index of the first one, from 0. */
  readonly first: number;
  readonly count: number;
  readonly samples: number;
}

/** The samples, rows of the first dimension, that have NaN or infinite values; null where none has. */
export function badSamples(tensor: Tensor): BadSamples | null {
  const samples = tensor.shape[0] ?? 1;
  const width = samples === 0 ? 0 : tensor.size / samples;
  const rows = Math.max(1, Math.floor(CHUNK / Math.max(1, width)));
  let first = -1;
  let count = 0;
  for (let from = 0; from < samples && tensor.dtype === 'float32'; from += rows) {
    for (const row of badRows(tensor, from, Math.min(rows, samples - from), width)) {
      if (first < 0) first = row;
      count++;
    }
  }
  return first < 0 ? null : { first, count, samples };
}

function badRows(tensor: Tensor, from: number, count: number, width: number): number[] {
  const isWhole = count === tensor.shape[0] || tensor.rank === 0;
  const part = isWhole ? tensor : tensor.slice(from, count);
  const values = part.dataSync();
  if (!isWhole) part.dispose();
  return Array.from({ length: count }, (_, row) => row)
    .filter((row) => !values.subarray(row * width, (row + 1) * width).every(Number.isFinite))
    .map((row) => from + row);
}

/** The tensors in what `fit` takes: a tensor, an array of them, or an object of them by name. */
export function tensorsIn(data: unknown): Tensor[] {
  if (typeof data !== 'object' || data === null) return [];
  return 'dataSync' in data ? [data as Tensor] : Object.values(data).flatMap(tensorsIn);
}
