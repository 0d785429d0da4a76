import uPlot from 'uplot';
import type { SeriesUpdate } from '../../src/protocol/dashboard.js';

/** Epoch values of one metric: x is the number of batches done at each epoch's end. */
export interface EpochValues {
  readonly steps: readonly number[];
  readonly training: readonly number[] | null;
  readonly validation: readonly number[] | null;
}

/** Where the columns of a plot's data stand that its options name. */
export const COLUMN = { max: 1, min: 2 } as const;

/** Batches and epochs on one axis, in uPlot's form: null is a gap, undefined a place where the other of the two has its point. */
export function plotData(batches: SeriesUpdate | undefined, epochs: EpochValues, log: boolean): uPlot.AlignedData {
  const clean = (value: number): number | null => (Number.isFinite(value) && (!log || value > 0) ? value : null);
  const none = epochs.steps.map(() => null);
  const line = batches ?? { size: 1, from: 0, min: [], max: [], mean: [] };
  const xs = Array.from(line.mean, (_, index) => bucketMiddle(line.from + index, line.size));
  const bands = [line.max, line.min, line.mean].map((values) => Array.from(values, clean));
  return uPlot.join([
    [xs, ...bands],
    [[...epochs.steps], epochs.training?.map(clean) ?? none, epochs.validation?.map(clean) ?? none],
  ] as uPlot.AlignedData[]);
}

/** Batches done, counted to the middle of a bucket. */
const bucketMiddle = (bucket: number, size: number): number => bucket * size + (size + 1) / 2;

/** A curve's value after `batches` batches, NaN included; the last one where `batches` is null. */
export function batchValue(series: SeriesUpdate | undefined, batches: number | null): number | null {
  if (!series) return null;
  const last = series.mean.length - 1;
  const bucket = batches === null ? last : Math.floor((batches - 0.5) / series.size) - series.from;
  return series.mean[Math.min(bucket, last)] ?? null;
}

/** The value of the last epoch that had ended by then. */
export function epochValue(
  steps: readonly number[],
  values: readonly number[] | null,
  batches: number | null,
): number | null {
  const index = batches === null ? steps.length - 1 : steps.findLastIndex((step) => step <= batches);
  return values?.[index] ?? null;
}
