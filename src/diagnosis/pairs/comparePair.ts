import type { Measure } from './measure.js';
import { lastValue, type Pair, type PairedRun } from './pairedRun.js';

/** What the edit did with one seed. */
export type PairOutcome = 'better' | 'worse' | 'undecided';

/** By how much of the noise of both runs' last epochs a value has to differ: two standard deviations of the difference. */
const DEVIATIONS = 2;
/** Values at the end of a curve that its noise is taken from. */
const LAST = 12;
/** And by how much at least: this share of a loss, or of 1 of an accuracy. Less is of no use, however steady. */
const LEAST = 0.01;

/** A run that fails, or ends without a finite value, is worse than any that trains; two of them tell nothing. */
export function comparePair({ before, after }: Pair, measure: Measure): PairOutcome {
  const [was, is] = [before, after].map((run) => endOf(run, measure.name)) as [number, number];
  if (Number.isNaN(was) || Number.isNaN(is)) {
    if (Number.isNaN(was) && Number.isNaN(is)) return 'undecided';
    return Number.isNaN(is) ? 'worse' : 'better';
  }
  const gain = measure.higherIsBetter ? is - was : was - is;
  if (Math.abs(gain) <= marginOf(before, after, measure)) return 'undecided';
  return gain > 0 ? 'better' : 'worse';
}

/** NaN where a run failed or its numbers broke. */
const endOf = (run: PairedRun, name: string): number => {
  const value = lastValue(run, name);
  return run.failure === null && Number.isFinite(value) ? value : Number.NaN;
};

function marginOf(before: PairedRun, after: PairedRun, { name, higherIsBetter }: Measure): number {
  const noise = [before, after].map((run) => noiseOf(run.logs.map((logs) => logs[name] ?? Number.NaN)) || 0);
  const least = LEAST * (higherIsBetter ? 1 : Math.abs(lastValue(before, name)));
  return Math.max(DEVIATIONS * Math.hypot(...noise), least);
}

/**
 * Standard deviation of a curve about its own course near its end: how far each value is from the mean of its two neighbors, by which a steady rise
 * or fall does not count. Gasser, Sroka and Jennen-Steinmetz 1986, Biometrika 73. NaN of fewer than three values.
 */
function noiseOf(curve: readonly number[]): number {
  const values = curve.slice(-LAST).filter(Number.isFinite);
  const squares = values.slice(1, -1).map((value, index) => {
    const around = ((values[index] ?? value) + (values[index + 2] ?? value)) / 2;
    return (around - value) ** 2;
  });
  if (squares.length === 0) return Number.NaN;
  // A value less the mean of two others has one and a half times the variance of one.
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length / 1.5);
}
