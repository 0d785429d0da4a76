import { coarsen, type SeriesChunk } from '../../protocol/seriesChunk.js';
import { metricKey, statisticKey } from '../../protocol/seriesKey.js';
import { STATISTICS } from '../../protocol/statistics.js';
import type { Fit, LatestBatch, LoggedFit } from '../types.js';
import type { FitSeries } from './fitSeries.js';
import { newSamples, type SampledRows, type Samples, type SamplesSnapshots } from './sampledRows.js';

/**
 * A fit as it stood after one of its batches: its series end there, and that batch is the last. Of a long fit whose memory is coarser than a batch the
 * figures are means of the batches around it (`batchesAround`).
 * @param step of the batch, from 0
 */
export function fitAt(fit: Fit, step: number): Fit {
  const { summary, epochs, end, stepMode, data } = fit;
  return {
    summary,
    epochs: epochs.filter((epoch) => epoch.step <= step + 1),
    end,
    stepMode,
    data,
    series: upTo(fit.series, step + 1),
    samples: samplesUpTo(fit.samples, step),
    latest: batchAt(fit, step),
    batchesPerSecond: null,
    timeLeft: null,
  };
}

/** The first and the last batch, from 0, that memory has together with one: the same where it has each of them. */
export function batchesAround({ series }: Pick<Fit, 'series'>, step: number): readonly [number, number] {
  const { size, from } = series.read('loss', step, step + 1, 1);
  return [from * size, Math.min((from + 1) * size, series.length) - 1];
}

/** The epoch that a batch is of, from 0; null where a fit has none. */
export const epochAt = (fit: LoggedFit, step: number): number | null =>
  fit.summary.kind === 'steps' ? null : countedEpoch(fit, step);

const countedEpoch = ({ summary, epochs }: LoggedFit, step: number): number =>
  epochs.find((each) => each.step > step)?.epoch ?? (epochs.at(-1)?.epoch ?? summary.initialEpoch - 1) + 1;

function batchAt(fit: Fit, step: number): LatestBatch {
  const { summary, series } = fit;
  const value = (key: string): number => series.read(key, step, step + 1, 1).mean[0] ?? Number.NaN;
  const statistics = summary.variables.flatMap((_, variable) =>
    STATISTICS.map((statistic) => value(statisticKey(variable, statistic))),
  );
  return {
    step,
    around: batchesAround({ series }, step),
    epoch: countedEpoch(fit, step),
    loss: value('loss'),
    metrics: Float32Array.from(summary.metrics, (metric) => value(metricKey(metric))),
    statistics: Float32Array.from(statistics),
  };
}

const upTo = (series: FitSeries, length: number): FitSeries => ({
  length: Math.min(length, series.length),
  bytes: 0,
  append() {},
  read: (key, from, to, buckets) => cutAt(series, key, series.read(key, from, Math.min(to, length), buckets), length),
});

/** Without what a last bucket has of later batches. */
function cutAt(series: FitSeries, key: string, chunk: SeriesChunk, length: number): SeriesChunk {
  const last = chunk.mean.length - 1;
  const start = (chunk.from + last) * chunk.size;
  if (last < 0 || start + chunk.size <= length) return chunk;
  const rest = coarsen(series.read(key, start, length, length - start), chunk.size, length);
  for (const name of ['min', 'max', 'mean'] as const) chunk[name][last] = rest[name][0] ?? Number.NaN;
  return chunk;
}

/** What was measured last by then. */
function samplesUpTo(samples: Samples, step: number): Samples {
  const snapshots = Object.entries(samples).map(([name, all]: [string, SampledRows]) => {
    const rows = all.rows.filter((row) => row.step <= step);
    return [name, { count: rows.length, stride: 1, rows, latest: rows.at(-1) ?? null }];
  });
  return newSamples(Number.POSITIVE_INFINITY, Object.fromEntries(snapshots) as SamplesSnapshots);
}
