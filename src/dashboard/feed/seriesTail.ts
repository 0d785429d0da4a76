import { coarsen, type SeriesChunk } from '../../protocol/seriesChunk.js';
import type { SeriesKey } from '../../protocol/seriesKey.js';
import type { FitSeries } from '../../runs/series/fitSeries.js';

/** One series as the page has it; reads only what the page lacks. */
export class SeriesTail {
  private size = 1;
  private length = 0;

  constructor(
    private readonly series: FitSeries,
    private readonly key: SeriesKey,
    private readonly buckets: number,
  ) {}

  /** Buckets that are new or have changed since the last call; null for none. */
  next(): SeriesChunk | null {
    const { length } = this.series;
    if (length === this.length) return null;
    const wanted = Math.max(this.size, bucketSize(length, this.buckets));
    let chunk = this.readTail(wanted);
    if (chunk.size > wanted) chunk = this.readTail(chunk.size);
    this.size = chunk.size;
    this.length = length;
    return chunk;
  }

  /** From the first bucket of that size that the page lacks or has in part; coarser where memory no longer holds the size. */
  private readTail(size: number): SeriesChunk {
    const { length } = this.series;
    const from = Math.floor(this.length / size);
    const chunk = this.series.read(this.key, from * size, length, Math.ceil(length / size) - from);
    return chunk.size < size ? coarsen(chunk, size, length) : chunk;
  }
}

/** The smallest power of two with at most `buckets` buckets of that size in `length`. */
export function bucketSize(length: number, buckets: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(length / buckets)));
}
