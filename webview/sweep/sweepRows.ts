import {
  SWEPT_FIGURES,
  type SweptFigure,
  type SweptTrial,
  sweptFigure,
} from '../../src/protocol/dashboard/sweepPart.js';
import { bySeeds, countsAsResult, type Spread, spreadOf } from '../../src/protocol/sweepGroups.js';

/** A line of the plot and a row of the table: a training, or all that differ in the seed alone, with the means of their figures. */
export interface SweepRow extends Pick<SweptTrial, 'values' | 'figures'> {
  /** Number of its first training. */
  readonly first: number;
  readonly trials: readonly SweptTrial[];
  /** Of what they came to; null for a single training. */
  readonly spread: Spread | null;
  readonly isBegun: boolean;
}

/** Rows as they were made: a row is the same object as long as its trainings are. */
const made = new WeakMap<SweptTrial, SweepRow>();

/** @param hasSeeds whether trainings with the same values are one row */
export const rowsOf = (trials: readonly SweptTrial[], hasSeeds: boolean): SweepRow[] =>
  (hasSeeds ? bySeeds(trials) : trials.map((trial): [SweptTrial] => [trial])).map((own) => {
    const inOrder = own.toSorted((one, other) => one.trial - other.trial) as [SweptTrial, ...SweptTrial[]];
    const [first] = inOrder;
    const known = made.get(first);
    const isSame = known?.trials.length === inOrder.length && known.trials.every((trial, at) => trial === inOrder[at]);
    const row = known && isSame ? known : rowOf(inOrder, hasSeeds);
    made.set(first, row);
    return row;
  });

function rowOf(trials: readonly [SweptTrial, ...SweptTrial[]], hasSeeds: boolean): SweepRow {
  const [{ trial: first, values, figures }] = trials;
  const isBegun = trials.some(({ status }) => status !== 'waiting');
  if (!hasSeeds) return { first, trials, values, figures, spread: null, isBegun };
  const over = trials.filter(({ status }) => countsAsResult(status));
  const spread = (of: SweptFigure) => spreadOf(over.map((trial) => sweptFigure(trial, of)));
  const means = SWEPT_FIGURES.map((figure) => spread(figure)?.mean ?? Number.NaN);
  return { first, trials, values, figures: Float32Array.from(means), spread: spread('best'), isBegun };
}

/** Whether a training is one of a row's. */
export const hasTrial = ({ trials }: SweepRow, number: number | null): boolean =>
  trials.some(({ trial }) => trial === number);
