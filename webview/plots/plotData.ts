import uPlot from 'uplot';
import type { SeriesUpdate } from '../../src/protocol/dashboard.js';

/** Epoch values of one metric: x is the number of batches done at each epoch's end. */
export interface EpochValues {
  readonly steps: readonly number[];
  readonly training: readonly number[] | null;
  readonly validation: readonly number[] | null;
}

/** Where each column of a plot's data stands. */
export const COLUMN = { max: 1, min: 2, mean: 3, training: 4, validation: 5 } as const;

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

/** The value at or before `index`, as people read a curve. */
export function valueAt(data: uPlot.AlignedData, column: number, index: number | null): number | null {
  const values = data[column] ?? [];
  for (let at = Math.min(index ?? values.length - 1, values.length - 1); at >= 0; at -= 1) {
    const value = values[at];
    if (typeof value === 'number') return value;
  }
  return null;
}
