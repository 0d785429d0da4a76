import uPlot from 'uplot';
import { type EpochTable, epochColumn, epochEnds } from '../../src/protocol/dashboard/epochsPart.js';
import type { FoldsView } from '../../src/protocol/dashboard/foldsPart.js';
import type { PlotsView } from '../../src/protocol/dashboard/messages.js';
import type { SeriesUpdate } from '../../src/protocol/dashboard/seriesPart.js';
import type { Clock } from './clock.js';
import { type FoldBand, foldBand } from './foldBand.js';
import { smoothed } from './smoothed.js';
import type { TrackLook } from './trackLook.js';

/** What one track has for a curve. */
export interface CurveSource {
  readonly look: TrackLook;
  readonly clock: Clock;
  readonly batches: SeriesUpdate | undefined;
  readonly epochs: EpochTable;
  /** Of the folds that the track is one of. */
  readonly folds: FoldsView | null;
}

/** What a plot draws of it. */
export interface TrackCurve {
  readonly look: TrackLook;
  readonly clock: Clock;
  readonly batches: SeriesUpdate | undefined;
  /** 0 to below 1. */
  readonly smoothing: number;
  /** Means over batches, smoothed so far. */
  readonly smooth: Float32Array;
  /** Batches done at each epoch's end, and the values of those epochs. */
  readonly steps: readonly number[];
  /** Of each epoch the epoch's own number, from 1. */
  readonly epochs: readonly number[];
  readonly training: readonly number[] | null;
  readonly validation: readonly number[] | null;
  readonly folds: FoldBand | null;
}

/** @param name key in the epochs' logs, such as `loss` or `acc` */
export function trackCurve(
  name: string,
  { look, clock, batches, epochs, folds }: CurveSource,
  smoothing: number,
): TrackCurve {
  const ends = epochEnds(epochs);
  return {
    look,
    clock,
    batches,
    smoothing,
    smooth: smoothed(batches?.mean ?? new Float32Array(), smoothing),
    steps: ends.map(({ step }) => step),
    epochs: ends.map(({ epoch }) => epoch + 1),
    folds: folds && foldBand(folds, name, ends, clock),
    training: epochColumn(epochs, name),
    validation: epochColumn(epochs, `val_${name}`),
  };
}

/** The lines of a plot that can be switched off; `behind` are those of the other tracks. */
export type LineKind = PlotsView['hiddenLines'][number];

const LINE_OF = {
  foldMax: 'folds',
  foldMin: 'folds',
  foldMean: 'folds',
  max: 'batch',
  min: 'batch',
  mean: 'batch',
  smooth: 'batch',
  training: 'training',
  validation: 'validation',
} as const satisfies Record<string, LineKind>;

type Column = keyof typeof LINE_OF;

/** Whether any line of a track is. */
export const isDrawn = (look: TrackLook, hidden: readonly LineKind[]): boolean =>
  look.kind === 'run' ? look.isDrawn : look.kind === 'main' || !hidden.includes('behind');

/** Of each track, in the order of the tracks and of these lists; before them all x. The main track is the last, as later lines are drawn over earlier ones. */
export const columnsOf = ({ kind }: TrackLook): readonly Column[] => (kind === 'main' ? ALL : BESIDE);

const ALL: readonly Column[] = [
  'foldMax',
  'foldMin',
  'foldMean',
  'max',
  'min',
  'mean',
  'smooth',
  'training',
  'validation',
];
const BESIDE: readonly Column[] = ['smooth', 'validation'];

export interface PlotShown {
  readonly log: boolean;
  readonly hidden: readonly LineKind[];
}

/**
 * Batches and epochs on one axis, in uPlot's form: null is a gap, undefined a place where another line has its point. An epoch's training value is a
 * mean over its batches, so it stands in their middle; its validation value is of the weights at its end, and stands there.
 */
export function plotData(curves: readonly TrackCurve[], shown: PlotShown): uPlot.AlignedData {
  return uPlot.join(curves.flatMap((curve) => trackTables(curve, shown)));
}

function trackTables(curve: TrackCurve, { log, hidden }: PlotShown): uPlot.AlignedData[] {
  const { look, clock, batches, steps, training, validation, smooth, smoothing, folds } = curve;
  const isShown = (column: Column): boolean => {
    if (!isDrawn(look, hidden) || hidden.includes(LINE_OF[column])) return false;
    return column !== 'smooth' || look.kind !== 'main' || smoothing > 0;
  };
  const clean = (value: number): number | null => (Number.isFinite(value) && (!log || value > 0) ? value : null);
  const line = batches ?? { size: 1, from: 0, min: [], max: [], mean: [] };
  const values = {
    foldMax: folds?.max ?? null,
    foldMin: folds?.min ?? null,
    foldMean: folds?.mean ?? null,
    max: line.max,
    min: line.min,
    mean: line.mean,
    smooth,
    training,
    validation,
  };
  const own = columnsOf(look);
  const table = (xs: readonly number[], columns: readonly Column[]) => [
    xs,
    ...own
      .filter((name) => columns.includes(name))
      .map((name) => {
        const column = values[name];
        return column && isShown(name) ? Array.from(column, clean) : xs.map(() => null);
      }),
  ];
  const xs = Array.from(line.mean, (_, index) => clock.toX(bucketMiddle(line.from + index, line.size)));
  const middles = steps.map((_, index) => clock.toX(epochMiddle(steps, index)));
  const ends = steps.map((step) => clock.toX(step));
  return [
    ...(own.includes('foldMean') ? [table(folds?.xs ?? [], ['foldMax', 'foldMin', 'foldMean'])] : []),
    table(xs, ['max', 'min', 'mean', 'smooth']),
    ...(own.includes('training') ? [table(middles, ['training'])] : []),
    table(ends, ['validation']),
  ] as uPlot.AlignedData[];
}

/** Batches done, counted to the middle of a bucket. */
const bucketMiddle = (bucket: number, size: number): number => bucket * size + (size + 1) / 2;

/** Batches done, counted to the middle of an epoch, where a mean over its batches stands. */
export const epochMiddle = (steps: readonly number[], index: number): number =>
  ((steps[index - 1] ?? 0) + (steps[index] ?? 0) + 1) / 2;

/** Batches that a curve reaches to. */
export const batchesHeld = ({ batches }: Pick<TrackCurve, 'batches'>): number =>
  batches ? (batches.from + batches.mean.length) * batches.size : 0;

/** A curve's value after `batches` batches, NaN included; the last one where `batches` is null, and null where it has none there. */
export function batchValue({ batches: series }: Pick<TrackCurve, 'batches'>, batches: number | null): number | null {
  if (!series) return null;
  const bucket = batches === null ? series.mean.length - 1 : Math.floor((batches - 0.5) / series.size) - series.from;
  return series.mean[bucket] ?? null;
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
