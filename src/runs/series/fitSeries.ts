import type { SeriesChunk } from '../../protocol/seriesChunk.js';
import type { SeriesKey } from '../../protocol/seriesKey.js';
import type { RecordBatch } from '../../protocol/streams/batches.js';

/** The stretch [from, to) of one series of a run, in at most `buckets` buckets. */
export interface SeriesStretch {
  /** Number of the fit, from 1. */
  readonly fit: number;
  readonly key: SeriesKey;
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
}

/** Bounded in-memory series of one fit: a min/max/mean pyramid per key. */
export interface FitSeries {
  /** Batches received. */
  readonly length: number;
  /** Memory that its buffers take now. */
  readonly bytes: number;
  append(records: RecordBatch): void;
  /** The stretch [from, to) of batches in at most `buckets` buckets, at the finest size that memory holds. */
  read(key: SeriesKey, from: number, to: number, buckets: number): SeriesChunk;
}
