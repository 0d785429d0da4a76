import type { FitSeries, SeriesChunk, SeriesKey } from '../../runs/fitSeries.js';
import { coarsen } from './coarsen.js';

/** One series as the page has it; reads only what the page lacks. */
export class SeriesTail {
  private size = 1;
  private length = 0;

  constructor(
    private readonly series: FitSeries,
    private readonly key: SeriesKey,
    private readonly buckets: number,
  ) {}

  /** Buckets that are new or have changed since the last call, from 0 where the bucket size has changed; null for none. */
  next(): SeriesChunk | null {
    const { length } = this.series;
    if (length === this.length) return null;
    const size = Math.max(this.size, bucketSize(length, this.buckets));
    const from = size === this.size ? Math.floor(this.length / size) : 0;
    const chunk = readAt(this.series, this.key, from, size, length);
    this.size = chunk.size;
    this.length = length;
    return chunk;
  }
}

/** The smallest power of two with at most `buckets` buckets of that size in `length`. */
export function bucketSize(length: number, buckets: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(length / buckets)));
}

/** The series from bucket `from` of `size` on; from 0 and coarser where memory no longer holds that size. */
function readAt(series: FitSeries, key: SeriesKey, from: number, size: number, length: number): SeriesChunk {
  const chunk = series.read(key, from * size, length, Math.ceil(length / size) - from);
  if (chunk.size <= size) return coarsen(chunk, size, length);
  const coarser = series.read(key, 0, length, Math.ceil(length / chunk.size));
  return coarsen(coarser, Math.max(chunk.size, coarser.size), length);
}
