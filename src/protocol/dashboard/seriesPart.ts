import * as v from 'valibot';
import { Count } from '../schema.js';
import { coarsen, type SeriesChunk } from '../seriesChunk.js';
import type { SeriesKey } from '../seriesKey.js';
import { Floats, type Part } from './part.js';

/**
 * Buckets of one series from bucket `from` on. Earlier ones stay; where `size` (batches a bucket, a power of two) has grown, the
 * page merges them to it, so that a long series is never sent twice.
 */
const SeriesUpdate = v.object({
  key: v.string(),
  size: Count,
  from: Count,
  min: Floats,
  max: Floats,
  mean: Floats,
});
export type SeriesUpdate = v.InferOutput<typeof SeriesUpdate>;
export const SeriesUpdates = v.array(SeriesUpdate);

/** Series that grow, as the host has them in memory. */
export interface GrowingSeries {
  /** Batches so far. */
  readonly length: number;
  /** The stretch [from, to) of batches in at most `buckets` buckets, at the finest size that memory holds. */
  read(key: SeriesKey, from: number, to: number, buckets: number): SeriesChunk;
}

interface PlottedSeries {
  readonly series: GrowingSeries;
  readonly keys: readonly SeriesKey[];
  /** Of each series at most. */
  readonly buckets: number;
}

/** Lines over batches, each no finer than a page has pixels for. */
export const seriesPart: Part<PlottedSeries, SeriesUpdate[], ReadonlyMap<SeriesKey, SeriesUpdate>> = {
  schema: SeriesUpdates,
  empty: new Map(),
  changes({ series, keys, buckets }) {
    const tails = keys.map((key) => ({ key, tail: new SeriesTail(series, key, buckets) }));
    return () => {
      const updates = tails.flatMap(({ key, tail }) => {
        const chunk = tail.next();
        return chunk ? [seriesUpdate(key, chunk)] : [];
      });
      return updates.length > 0 ? updates : null;
    };
  },
  merge(state, updates) {
    const merged = new Map(state);
    for (const update of updates) merged.set(update.key, mergeSeries(state.get(update.key), update));
    return merged;
  },
};

/** Copies, because the editor sends an array's whole buffer, of which a series may give a small part. */
export const seriesUpdate = (key: SeriesKey, { size, from, min, max, mean }: SeriesChunk): SeriesUpdate => ({
  key,
  size,
  from,
  min: Float32Array.from(min),
  max: Float32Array.from(max),
  mean: Float32Array.from(mean),
});

/** One series as the page has it; reads only what the page lacks. */
export class SeriesTail {
  private size = 1;
  private length = 0;

  constructor(
    private readonly series: GrowingSeries,
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

/** Puts new buckets behind the old ones that stay, and merges those to the new size first where it has grown. */
function mergeSeries(old: SeriesUpdate | undefined, update: SeriesUpdate): SeriesUpdate {
  if (!old || update.from === 0) return update;
  const { key, size, from } = update;
  const kept = keepBefore(old, size, from);
  return {
    key,
    size,
    from: 0,
    min: join(kept.min, update.min),
    max: join(kept.max, update.max),
    mean: join(kept.mean, update.mean),
  };
}

type Buckets = Pick<SeriesUpdate, 'size' | 'min' | 'max' | 'mean'>;

/** The buckets before bucket `from` of `size`, in that size; all of them are full. */
export function keepBefore({ size: oldSize, min, max, mean }: Buckets, size: number, from: number): SeriesChunk {
  const end = from * (size / oldSize);
  const kept = {
    size: oldSize,
    from: 0,
    min: min.subarray(0, end),
    max: max.subarray(0, end),
    mean: mean.subarray(0, end),
  };
  return coarsen(kept, size, Number.POSITIVE_INFINITY);
}

function join(before: Float32Array, after: Float32Array): Float32Array<ArrayBuffer> {
  const joined = new Float32Array(before.length + after.length);
  joined.set(before);
  joined.set(after, before.length);
  return joined;
}
