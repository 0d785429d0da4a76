import { type SeriesKey, TIME } from '../../protocol/seriesKey.js';
import type { FitFigures } from './fitFigures.js';

export interface CurvePoint {
  /** Batches done when it was so. */
  readonly step: number;
  readonly value: number;
}

/** Epochs from which on their means are the curve; with fewer, stretches of batches are, so many at most. */
export const FEWEST_EPOCHS = 4;
const STRETCHES = 40;
/** Where levels count, they are long: one batch alone is low by luck. */
const LONG_STRETCHES = 8;
/** Epochs whose mean is a level that a loss is at by now. */
export const RECENT_EPOCHS = 2;
/** The median of how far normal numbers are from their mean, in standard deviations. */
const NORMAL_MEDIAN = 0.6745;

/**
 * The training loss over the run, each point a mean over many batches where there are as many: single batches of a net that learns nothing
 * differ by which samples are in them. Points that are not finite are left out.
 */
export const lossCurve = (fit: Pick<FitFigures, 'epochs' | 'series'>): CurvePoint[] =>
  hasEpochs(fit) ? epochCurve(fit.epochs, 'loss') : batchCurve(fit.series, STRETCHES).filter(isFinitePoint);

/** The same in fewer points, each a level that the loss was at for long: of a last stretch that has just begun a batch or two would be one. */
export function lossLevels(fit: Pick<FitFigures, 'epochs' | 'series'>): CurvePoint[] {
  if (hasEpochs(fit)) return lossCurve(fit);
  const curve = batchCurve(fit.series, LONG_STRETCHES);
  const [whole = 0, before = 0, end = 0] = [curve[0], curve.at(-2), curve.at(-1)].map((point) => point?.step);
  return (end - before < whole / 2 ? curve.slice(0, -1) : curve).filter(isFinitePoint);
}

const hasEpochs = ({ epochs }: Pick<FitFigures, 'epochs'>): boolean => epochs.length >= FEWEST_EPOCHS;
const isFinitePoint = ({ value }: CurvePoint): boolean => Number.isFinite(value);

/** A value of the epochs' logs, over the epochs that have it. */
export function epochCurve(epochs: FitFigures['epochs'], name: string): CurvePoint[] {
  return epochs.flatMap(({ step, logs }) => {
    const value = logs[name];
    return value !== undefined && Number.isFinite(value) ? [{ step, value }] : [];
  });
}

/** Means of the loss over stretches of batches, so many at most; NaN where it is none. */
export function batchCurve(series: FitFigures['series'], most: number): CurvePoint[] {
  const { size, from, mean } = series.read('loss', 0, series.length, most);
  return Array.from(mean, (value, index) => ({ step: Math.min(series.length, (from + index + 1) * size), value }));
}

export const lowest = (curve: readonly CurvePoint[]): CurvePoint | null =>
  curve.reduce<CurvePoint | null>((best, point) => (best === null || point.value < best.value ? point : best), null);

export function meanOf(curve: readonly CurvePoint[]): number {
  return curve.reduce((sum, { value }) => sum + value, 0) / curve.length;
}

/**
 * What its points differ by for no reason, as a standard deviation: the median of their second differences, in which no trend is left.
 * 0 for fewer than three points.
 */
export function noiseOf(curve: readonly CurvePoint[]): number {
  const bends = curve
    .map(({ value }, index) => Math.abs(value - 2 * (curve[index - 1]?.value ?? 0) + (curve[index - 2]?.value ?? 0)))
    .slice(2)
    .sort((one, other) => one - other);
  return (bends[Math.floor((bends.length - 1) / 2)] ?? 0) / (NORMAL_MEDIAN * Math.sqrt(6));
}

/** The means of its first half and of its second one; NaN for the first of fewer than two points. */
export function halves(curve: readonly CurvePoint[]): readonly [before: number, after: number] {
  const half = Math.floor(curve.length / 2);
  return [meanOf(curve.slice(0, half)), meanOf(curve.slice(half))];
}

/** The mean of the last quarter. */
export const lastLevel = (curve: readonly CurvePoint[]): number => meanOf(curve.slice(-partOf(curve)));

/** The share by which the last quarter, or another part, is below the one before it. */
export function lastFall(curve: readonly CurvePoint[], parts = 4): number {
  const length = partOf(curve, parts);
  const before = meanOf(curve.slice(-2 * length, -length));
  return (before - meanOf(curve.slice(-length))) / before;
}

/** Whether the last quarter is below all before it: what falls from a peak is not. */
export function endsLowest(curve: readonly CurvePoint[]): boolean {
  const before = lowest(curve.slice(0, -partOf(curve)));
  return before === null || lastLevel(curve) < before.value;
}

/** Share of the fall of its first half below which what its second one fell by is the end of a way, not a slow part of it. */
const REST = 0.1;

/** Whether it has come to rest: most of what it fell by it fell by at first, and it has hardly moved since. */
export function isAtRest(curve: readonly CurvePoint[]): boolean {
  const [first] = curve;
  const middle = curve[Math.floor(curve.length / 2)];
  if (!first || !middle || curve.length < 4) return false;
  const before = first.value - middle.value;
  return before > 0 && middle.value - lastLevel(curve) < REST * before;
}

const partOf = ({ length }: readonly CurvePoint[], parts = 4): number => Math.max(1, Math.floor(length / parts));

/** Points from which on a validation says more than what is trained on. */
const LONG_VALIDATION = 4;
const isLong = (validation: readonly CurvePoint[]): boolean => validation.length >= LONG_VALIDATION;

/** The curve that tells whether a net still gets better: that of the validation where it has one for long. */
export const judgedCurve = (own: readonly CurvePoint[], validation: readonly CurvePoint[]): readonly CurvePoint[] =>
  isLong(validation) ? validation : own;
/** What it is called in words. */
export const judgedName = (validation: readonly CurvePoint[]): string => (isLong(validation) ? 'val_loss' : 'the loss');

/** The loss of the first batch: what the start weights give. NaN where it is not told. */
export function firstLoss({ series }: Pick<FitFigures, 'series'>): number {
  return lossOfBatch(series, 0);
}

/** The loss of the last batch. NaN where it is not told. */
export function lastLoss({ series }: Pick<FitFigures, 'series'>): number {
  return lossOfBatch(series, series.length - 1);
}

/** Milliseconds of training up to its last batch. NaN before the first. */
export function timeOf({ series }: Pick<FitFigures, 'series'>): number {
  return atBatch(series, TIME, series.length - 1);
}

const lossOfBatch = (series: FitFigures['series'], batch: number): number => atBatch(series, 'loss', batch);

function atBatch(series: FitFigures['series'], key: SeriesKey, batch: number): number {
  const [value = Number.NaN] = series.length > 0 ? series.read(key, batch, batch + 1, 1).mean : [];
  return value;
}
