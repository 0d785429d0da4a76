import type { Measure } from './measure.js';
import { noiseOf } from './noise.js';
import { lastValue, type Pair, type PairedRun } from './pairedRun.js';

/** What the edit did with one seed. */
export type PairOutcome = 'better' | 'worse' | 'undecided';

/** By how much of the noise of both runs' last epochs a value has to differ: two standard deviations of the difference. */
const DEVIATIONS = 2;
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
