/** A stretch of a series at one level of detail: bucket i covers batches (from + i) * size to (from + i + 1) * size - 1. */
export interface SeriesChunk {
  /** Batches a bucket, a power of two. */
  readonly size: number;
  /** Index of the first bucket. */
  readonly from: number;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly mean: Float32Array;
}

/**
 * Merges the buckets of a chunk into buckets of `size` batches (a multiple of the chunk's). `length` is the number of
 * batches of the whole series, so that a last bucket that is only partly filled weighs what it holds.
 */
export function coarsen(chunk: SeriesChunk, size: number, length: number): SeriesChunk {
  if (chunk.size === size) return chunk;
  const factor = size / chunk.size;
  const from = Math.floor(chunk.from / factor);
  const count = Math.ceil((chunk.from + chunk.mean.length) / factor) - from;
  const min = new Float32Array(count).fill(Number.NaN);
  const max = new Float32Array(count).fill(Number.NaN);
  const sums = new Float64Array(count);
  const weights = new Float64Array(count);
  chunk.mean.forEach((mean, index) => {
    if (Number.isNaN(mean)) return;
    const bucket = Math.floor((chunk.from + index) / factor) - from;
    const start = (chunk.from + index) * chunk.size;
    const weight = Math.max(1, Math.min(chunk.size, length - start));
    min[bucket] = lesser(min[bucket], chunk.min[index]);
    max[bucket] = -lesser(-(max[bucket] ?? Number.NaN), -(chunk.max[index] ?? Number.NaN));
    sums[bucket] = (sums[bucket] ?? 0) + mean * weight;
    weights[bucket] = (weights[bucket] ?? 0) + weight;
  });
  const mean = Float32Array.from(sums, (sum, bucket) => (weights[bucket] ? sum / (weights[bucket] ?? 1) : Number.NaN));
  return { size, from, min, max, mean };
}

function lesser(a = Number.NaN, b = Number.NaN): number {
  return Number.isNaN(a) || b < a ? b : a;
}
