import type { EpochRecord } from '../protocol/fit.js';
import type { SeriesChunk } from '../protocol/seriesChunk.js';
import type { SeriesKey } from '../protocol/seriesKey.js';

/** Stretches of batches that are compared; each one's mean stands for its level. */
const STRETCHES = 64;
/** Fewer batches of a fit without epochs to compare tell nothing. */
const FEWEST_BATCHES = 10;
/** Crossentropies of a solved problem are about this; what is there already has nothing to fall by. */
const SOLVED = 1e-6;
/** Times a first batch's loss; one that is low by chance is not that much below the others. */
const FAR = 2;
/** What sums of float32 differ by, relative to them, where the loss is the same. */
const ROUNDING = 1e-5;

/** The series of a fit, of which the one of its loss is read. */
export interface LossSeries {
  /** Batches. */
  readonly length: number;
  /** The stretch [from, to) of batches in at most `buckets` buckets. */
  read(key: SeriesKey, from: number, to: number, buckets: number): SeriesChunk;
}

/**
 * Whether a loss came below the value that it began with. Epochs are compared by their means, as single batches of a net that learns
 * nothing differ by which samples are in them; the first epoch's own batches are looked at too, as much is often learned there.
 * True where there is too little to tell.
 */
export function lossFell(epochs: readonly EpochRecord[], series: LossSeries): boolean {
  const levels = epochs.map(({ logs }) => logs.loss ?? Number.NaN).filter(Number.isFinite);
  const [first, ...later] = levels;
  if (first === undefined || later.length === 0) return someBatchBelowFirst(series);
  if (Math.abs(first) < SOLVED) return true;
  const best = Math.min(...later);
  if (best < first - ROUNDING * Math.abs(first)) return !farAboveFirstBatch(best, series);
  return fellWithin(meansOf(series, epochs[0]?.step ?? 0));
}

function someBatchBelowFirst(series: LossSeries): boolean {
  if (series.length < FEWEST_BATCHES) return true;
  const [first = Number.NaN] = series.read('loss', 0, 1, 1).mean;
  const { min } = series.read('loss', 0, series.length, STRETCHES);
  const below = Array.from(min).some((value) => value < first - ROUNDING * Math.abs(first));
  return !Number.isFinite(first) || Math.abs(first) < SOLVED || below;
}

/** A loss that leapt up in its first batches falls from there, and may stay far above where it began. */
function farAboveFirstBatch(best: number, series: LossSeries): boolean {
  const [first = Number.NaN] = series.read('loss', 0, 1, 1).mean;
  return best > FAR * first && !someBatchBelowFirst(series);
}

/** Whether the last quarter of an epoch is lower than its first one by more than its stretches differ by chance. */
function fellWithin(means: readonly number[]): boolean {
  const quarter = Math.floor(means.length / 4);
  if (quarter === 0) return false;
  const change = mean(means.slice(0, quarter)) - mean(means.slice(-quarter));
  const steps = means.slice(1).map((value, index) => (value - (means[index] ?? value)) ** 2 / 2);
  return change > 3 * Math.sqrt((mean(steps) * 2) / quarter) + ROUNDING * Math.abs(mean(means));
}

function meansOf(series: Pick<LossSeries, 'read'>, batches: number): number[] {
  return Array.from(series.read('loss', 0, batches, STRETCHES).mean).filter(Number.isFinite);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
