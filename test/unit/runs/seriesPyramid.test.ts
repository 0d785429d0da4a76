import { describe, expect, it } from 'vitest';
import type { FitSummary } from '../../../src/protocol/fit.js';
import type { SeriesChunk } from '../../../src/protocol/seriesChunk.js';
import { STATISTIC_COUNT, statisticIndex } from '../../../src/protocol/statistics.js';
import type { RecordBatch } from '../../../src/protocol/streams/batches.js';
import { SeriesPyramid } from '../../../src/runs/series/seriesPyramid.js';
import { sampleFit } from '../runFiles/sampleFit.js';

const PLENTY = { maxBytes: 64 * 1024 * 1024 };

function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function randomRecords(summary: FitSummary, rows: number, value: () => number): RecordBatch {
  const fill = (length: number) => Float32Array.from({ length }, value);
  return {
    stream: 'batches',
    fit: summary.fit,
    rows,
    step: new Int32Array(rows),
    epoch: new Int32Array(rows),
    time: new Float64Array(rows),
    loss: fill(rows),
    metrics: fill(rows * summary.metrics.length),
    statistics: fill(rows * summary.variables.length * STATISTIC_COUNT),
  };
}

/** Every value of a series, one a batch. */
function column(
  batches: readonly RecordBatch[],
  of: (batch: RecordBatch) => Float32Array,
  width: number,
  index: number,
) {
  return batches.flatMap((batch) =>
    Array.from({ length: batch.rows }, (_, row) => of(batch)[row * width + index] ?? 0),
  );
}

/** Checks a chunk against the values themselves. */
function expectChunk(chunk: SeriesChunk, values: readonly number[], from: number, to: number): void {
  const { size } = chunk;
  const end = Math.min(to, values.length);
  expect(chunk.from).toBe(Math.floor(from / size));
  expect(chunk.min).toHaveLength(end <= from ? 0 : Math.ceil(end / size) - Math.floor(from / size));
  const buckets = Array.from(chunk.min, (_, index) => {
    const start = (chunk.from + index) * size;
    const numbers = values.slice(start, start + size).filter((value) => !Number.isNaN(value));
    const some = numbers.length > 0;
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const whole = numbers.length === Math.min(size, values.length - start);
    return {
      min: some ? Math.min(...numbers) : Number.NaN,
      max: some ? Math.max(...numbers) : Number.NaN,
      mean,
      whole,
    };
  });
  expect([...chunk.min]).toEqual(buckets.map(({ min }) => min));
  expect([...chunk.max]).toEqual(buckets.map(({ max }) => max));
  // Where NaN is among the values, the mean of means is near the mean, not the same.
  const wrong = buckets.filter(({ min, max, mean, whole }, index) => {
    const got = chunk.mean[index] ?? 0;
    if (Number.isNaN(mean)) return !Number.isNaN(got);
    return whole ? Math.abs(got - mean) > 1e-5 : got < min - 1e-6 || got > max + 1e-6;
  });
  expect(wrong).toEqual([]);
}

describe('SeriesPyramid', () => {
  it.each([
    ['all of it in memory', PLENTY],
    ['with the finest size given up', { maxBytes: 600_000 }],
    ['with several sizes given up', { maxBytes: 150_000 }],
    ['with as good as no memory', { maxBytes: 0 }],
  ])('agrees with the values themselves: %s', (_name, options) => {
    const summary = sampleFit();
    for (let seed = 1; seed <= 6; seed++) {
      const random = randomSource(seed);
      const series = new SeriesPyramid(summary, options);
      const value = () => (random() < 0.05 * (seed % 3) ? Number.NaN : random() * 2 - 1);
      const batches: RecordBatch[] = [];
      for (let rows = 0; rows < 3000; ) {
        const batch = randomRecords(summary, Math.floor(random() ** 4 * 700), value);
        rows += batch.rows;
        batches.push(batch);
        series.append(batch);
      }
      const columns = {
        loss: column(batches, ({ loss }) => loss, 1, 0),
        'metric:mse': column(batches, ({ metrics }) => metrics, 2, 1),
        'stat:2:gradMin': column(
          batches,
          ({ statistics }) => statistics,
          3 * STATISTIC_COUNT,
          statisticIndex(2, 'gradMin'),
        ),
      };
      expect(series.length).toBe(columns.loss.length);
      for (const [key, values] of Object.entries(columns)) {
        expectChunk(series.read(key, 0, series.length, 500), values, 0, series.length);
        for (let reading = 0; reading < 25; reading++) {
          const from = Math.floor(random() * series.length);
          const to = from + Math.floor(random() ** 2 * 3000);
          const buckets = 1 + Math.floor(random() * 300);
          const chunk = series.read(key, from, to, buckets);
          expect(chunk.min.length).toBeLessThanOrEqual(buckets);
          expectChunk(chunk, values, from, to);
        }
      }
    }
  });

  it('gives single batches while they are in memory, and the finest size held after that', () => {
    const summary = sampleFit();
    const roomy = new SeriesPyramid(summary, PLENTY);
    const tight = new SeriesPyramid(summary, { maxBytes: 300_000 });
    const batch = randomRecords(summary, 10_000, Math.random);
    for (const series of [roomy, tight]) series.append(batch);
    expect(roomy.read('loss', 100, 110, 10)).toMatchObject({ size: 1, from: 100, mean: batch.loss.slice(100, 110) });
    const { size } = tight.read('loss', 0, 2, 1000);
    expect(size).toBeGreaterThan(1);
    expect(Math.log2(size) % 2).toBe(0);
  });

  it('stays within its memory however long it grows', () => {
    const summary = sampleFit(1, 4);
    const series = new SeriesPyramid(summary, { maxBytes: 800_000 });
    const batch = randomRecords(summary, 1000, Math.random);
    for (let round = 0; round < 60; round++) {
      series.append(batch);
      expect(series.bytes).toBeLessThanOrEqual(800_000);
    }
    const { transfer } = series.snapshot();
    expect(transfer.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBe(series.bytes);
    expect(series.read('loss', 0, 60_000, 2000).min.length).toBeGreaterThan(200);
  });

  it('answers for stretches and series that are not there', () => {
    const series = new SeriesPyramid(sampleFit(), PLENTY);
    const empty = { size: 1, min: new Float32Array() };
    expect(series.read('loss', 0, 100, 10)).toMatchObject(empty);
    series.append(randomRecords(sampleFit(), 10, Math.random));
    expect(series.read('metric:none', 0, 10, 10)).toMatchObject(empty);
    expect(series.read('stat:9:gradNorm', 0, 10, 10)).toMatchObject(empty);
    expect(series.read('stat:0:none', 0, 10, 10)).toMatchObject(empty);
    expect(series.read('loss', 20, 30, 10)).toMatchObject(empty);
    expect(series.read('loss', 5, 5, 10)).toMatchObject(empty);
    expect(series.read('loss', -5, 99, 0)).toMatchObject({ size: 16, from: 0 });
  });

  it('reads the same after a move to another thread, and grows on', () => {
    const summary = sampleFit();
    const first = new SeriesPyramid(summary, { maxBytes: 300_000 });
    const whole = new SeriesPyramid(summary, { maxBytes: 300_000 });
    const [start, rest] = [randomRecords(summary, 2501, Math.random), randomRecords(summary, 1300, Math.random)];
    first.append(start);
    const { snapshot, transfer } = first.snapshot();
    const moved = new SeriesPyramid(summary, { maxBytes: 300_000 }, structuredClone(snapshot, { transfer }));
    whole.append(start);
    for (const series of [moved, whole]) series.append(rest);
    expect(moved.length).toBe(3801);
    expect(moved.read('stat:1:gradMax', 7, 3800, 200)).toEqual(whole.read('stat:1:gradMax', 7, 3800, 200));
  });
});
