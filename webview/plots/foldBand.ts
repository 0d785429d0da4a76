import type { EpochEnd } from '../../src/protocol/dashboard/epochsPart.js';
import { type FoldsView, ofKey } from '../../src/protocol/dashboard/foldsPart.js';
import type { Clock } from './clock.js';

/** Mean and range of the folds after each epoch. */
export interface FoldBand {
  /** `validation` where the folds have it, else `training`. */
  readonly of: 'validation' | 'training';
  readonly count: number;
  /** On the x axis. */
  readonly xs: readonly number[];
  readonly mean: Float32Array;
  readonly min: Float32Array;
  readonly max: Float32Array;
}

/** @param ends of the fold that is shown: an epoch that it has not come to is taken to be as long as its last one */
export function foldBand(folds: FoldsView, name: string, ends: readonly EpochEnd[], clock: Clock): FoldBand | null {
  const validation = ofKey(folds, 'epochs', `val_${name}`);
  const stretch = validation ?? ofKey(folds, 'epochs', name);
  const last = ends.at(-1);
  if (!stretch || !last) return null;
  const perEpoch = last.step - (ends.at(-2)?.step ?? 0);
  const stepOf = (epoch: number): number => ends[epoch]?.step ?? last.step + (epoch + 1 - ends.length) * perEpoch;
  return {
    of: validation ? 'validation' : 'training',
    count: folds.fits.length,
    xs: Array.from({ length: folds.epochs }, (_, epoch) => clock.toX(stepOf(epoch))),
    mean: stretch(folds.mean),
    min: stretch(folds.min),
    max: stretch(folds.max),
  };
}

/** The band at a place of the x axis; its end where `x` is null. Null before the first epoch has ended. */
export function bandAt(
  { xs, mean, min, max }: FoldBand,
  x: number | null,
): { mean: number; min: number; max: number } | null {
  const epoch = x === null ? mean.length - 1 : xs.findLastIndex((end) => end <= x);
  const [middle, low, high] = [mean[epoch], min[epoch], max[epoch]];
  return middle === undefined || low === undefined || high === undefined ? null : { mean: middle, min: low, max: high };
}
