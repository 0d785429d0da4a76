import uPlot from 'uplot';
import { type EpochTable, epochColumn, epochEnds } from '../../src/protocol/dashboard/epochsPart.js';
import type { SeriesUpdate } from '../../src/protocol/dashboard/seriesPart.js';

/** What one track has for a curve. */
export interface TrackCurve {
  readonly batches: SeriesUpdate | undefined;
  /** Batches done at each epoch's end, and the values of those epochs. */
  readonly steps: readonly number[];
  readonly training: readonly number[] | null;
  readonly validation: readonly number[] | null;
}

/** @param name key in the epochs' logs, such as `loss` or `acc` */
export const trackCurve = (name: string, batches: SeriesUpdate | undefined, epochs: EpochTable): TrackCurve => ({
  batches,
  steps: epochEnds(epochs).map(({ step }) => step),
  training: epochColumn(epochs, name),
  validation: epochColumn(epochs, `val_${name}`),
});

/** Of each track, in the order of the tracks and of this list; before them all x. */
export const TRACK_COLUMNS = ['max', 'min', 'mean', 'training', 'validation'] as const;

export const columnOf = (track: number, column: (typeof TRACK_COLUMNS)[number]): number =>
  1 + track * TRACK_COLUMNS.length + TRACK_COLUMNS.indexOf(column);

/** Batches and epochs on one axis, in uPlot's form: null is a gap, undefined a place where another line has its point. */
export function plotData(curves: readonly TrackCurve[], log: boolean): uPlot.AlignedData {
  return uPlot.join(curves.flatMap((curve) => trackTables(curve, log)));
}

function trackTables({ batches, steps, training, validation }: TrackCurve, log: boolean): uPlot.AlignedData[] {
  const clean = (value: number): number | null => (Number.isFinite(value) && (!log || value > 0) ? value : null);
  const none = steps.map(() => null);
  const line = batches ?? { size: 1, from: 0, min: [], max: [], mean: [] };
  const xs = Array.from(line.mean, (_, index) => bucketMiddle(line.from + index, line.size));
  const bands = [line.max, line.min, line.mean].map((values) => Array.from(values, clean));
  return [
    [xs, ...bands],
    [[...steps], training?.map(clean) ?? none, validation?.map(clean) ?? none],
  ] as uPlot.AlignedData[];
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
