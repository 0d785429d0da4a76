import type { FitSummary } from '../../protocol/fit.js';
import type { SeriesChunk } from '../../protocol/seriesChunk.js';
import { type SeriesKey, seriesOf } from '../../protocol/seriesKey.js';
import { batchStream, type RecordBatch, seriesPlace } from '../../protocol/streams/batches.js';
import type { FitSeries } from './fitSeries.js';
import { type Bucket, FANOUT, SeriesLevel, type SeriesLevelState } from './seriesLevel.js';

export interface FitSeriesOptions {
  /** Memory for all series of the fit together, in bytes; at least the coarsest buckets are kept. */
  readonly maxBytes: number;
}

/** A pyramid on its way between threads: plain data, its arrays to be transferred. */
export interface SeriesSnapshot {
  /** Finest level first. */
  readonly levels: readonly SeriesLevelState[];
  readonly finest: number;
}

/**
 * Series of a fit at sizes of 1, 4, 16, ... batches a bucket. When they exceed their memory the finest size is given up, for the past
 * and from then on; that detail is in the run's file. Minima, maxima and means leave NaN out, and are NaN where a bucket has
 * nothing else; a mean of buckets counts each of them that has a number alike.
 */
export class SeriesPyramid implements FitSeries {
  private readonly keys: number;
  private readonly levels: SeriesLevel[];
  /** The level below which buckets are kept only until the level above has them. */
  private finest: number;

  constructor(
    private readonly summary: FitSummary,
    private readonly options: FitSeriesOptions,
    { levels, finest }: SeriesSnapshot = { levels: [{ count: 0, blocks: new Map() }], finest: 0 },
  ) {
    this.keys = seriesCount(summary);
    this.levels = levels.map((state, index) => new SeriesLevel(this.keys, index === 0, state));
    this.finest = finest;
  }

  get length(): number {
    return this.levels[0]?.count ?? 0;
  }

  get bytes(): number {
    return this.levels.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  append({ rows, loss, time, metrics, statistics }: RecordBatch): void {
    const metricCount = this.summary.metrics.length;
    const statisticCount = this.keys - FIRST_METRIC - metricCount;
    for (let row = 0; row < rows; row++) {
      const values = this.levels[0]?.push();
      if (!values) return;
      values[0] = loss[row] ?? Number.NaN;
      values[1] = time[row] ?? Number.NaN;
      values.set(metrics.subarray(row * metricCount, (row + 1) * metricCount), FIRST_METRIC);
      values.set(statistics.subarray(row * statisticCount, (row + 1) * statisticCount), FIRST_METRIC + metricCount);
      this.fold();
    }
    this.keepWithinLimit();
  }

  read(key: SeriesKey, from: number, to: number, buckets: number): SeriesChunk {
    const column = seriesColumn(this.summary, key);
    const start = Math.max(0, Math.floor(from));
    const end = column === null ? start : Math.min(this.length, Math.ceil(to));
    let size = FANOUT ** this.finest;
    while (bucketsIn(start, end, size) > Math.max(1, buckets)) size *= 2;
    const first = Math.floor(start / size);
    const count = bucketsIn(start, end, size);
    const chunk = {
      size,
      from: first,
      min: new Float32Array(count),
      max: new Float32Array(count),
      mean: new Float32Array(count),
    };
    for (let index = 0; index < count; index++) {
      const { min, max, mean } = this.join(column ?? 0, (first + index) * size, size);
      chunk.min[index] = min;
      chunk.max[index] = max;
      chunk.mean[index] = mean;
    }
    return chunk;
  }

  /** The pyramid's own memory, to be transferred to another thread's constructor; this one is of no use after that. */
  snapshot(): { snapshot: SeriesSnapshot; transfer: ArrayBuffer[] } {
    const levels = this.levels.map(({ state }) => state);
    const transfer = levels.flatMap(({ blocks }) => Array.from(blocks.values(), ({ buffer }) => buffer));
    return { snapshot: { levels, finest: this.finest }, transfer };
  }

  private fold(): void {
    for (let index = 0; ; index++) {
      const level = this.levels[index];
      if (!level?.hasWholeGroup) return;
      const above = this.levels[index + 1] ?? new SeriesLevel(this.keys, false);
      this.levels[index + 1] = above;
      level.foldInto(above);
    }
  }

  private keepWithinLimit(): void {
    for (const level of this.levels.slice(0, this.finest)) level.discardFolded();
    while (this.bytes > this.options.maxBytes && (this.levels[this.finest + 1]?.count ?? 0) > 0) {
      this.levels[this.finest]?.discardFolded();
      this.finest++;
    }
  }

  /** The batches of one bucket of any size, from the largest buckets that are there; at the end of the series these get smaller. */
  private join(column: number, start: number, size: number): Bucket {
    const end = Math.min(start + size, this.length);
    const largest = Math.floor(Math.log2(size) / Math.log2(FANOUT));
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let sum = 0;
    let weight = 0;
    for (let at = start, index = largest; at < end && index >= 0; ) {
      const batches = FANOUT ** index;
      const bucket = this.levels[index]?.read(column, at / batches);
      if (!bucket) {
        index--;
        continue;
      }
      at += batches;
      if (bucket.min < min) min = bucket.min;
      if (bucket.max > max) max = bucket.max;
      if (Number.isNaN(bucket.mean)) continue;
      sum += bucket.mean * batches;
      weight += batches;
    }
    const none = min > max;
    return {
      min: none ? Number.NaN : min,
      max: none ? Number.NaN : max,
      mean: weight === 0 ? Number.NaN : sum / weight,
    };
  }
}

function bucketsIn(start: number, end: number, size: number): number {
  return end <= start ? 0 : Math.ceil(end / size) - Math.floor(start / size);
}

/** Before it stand the loss and the time. */
const FIRST_METRIC = 2;

const { metrics: METRICS, statistics: STATISTICS } = batchStream.fields;

function seriesCount(summary: FitSummary): number {
  return FIRST_METRIC + METRICS.width(summary) + STATISTICS.width(summary);
}

/** Where a series stands in a row of loss, time, metrics and statistics; null where the fit has no such series. */
function seriesColumn(summary: FitSummary, key: SeriesKey): number | null {
  const series = seriesOf(summary, key);
  if (!series) return null;
  const { field, at } = seriesPlace(series);
  const starts = { loss: 0, time: 1, metrics: FIRST_METRIC, statistics: FIRST_METRIC + METRICS.width(summary) };
  return starts[field] + at;
}
