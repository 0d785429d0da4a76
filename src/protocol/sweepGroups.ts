import {
  compareResults,
  rankedTrials,
  type SweepMeasure,
  type SweepState,
  type SweepStatus,
  type SweepTrial,
} from './sweep.js';

/** What trainings that differ in the seed alone came to. */
export interface Spread {
  readonly mean: number;
  readonly least: number;
  readonly greatest: number;
  /** Trainings that it is of. */
  readonly count: number;
}

/** Trials that differ in the seed alone. */
interface SweepGroup {
  /** In the order in which they were planned. */
  readonly trials: readonly [SweepTrial, ...SweepTrial[]];
  /** Of the best value of each that is over and has one; null where none has. */
  readonly spread: Spread | null;
  /** Mean of their losses on that epoch: of two that are equally good the one with the lower loss is better. */
  readonly loss: number | null;
}

/** Whether a training is over, and what it came to counts. */
export const countsAsResult = (status: SweepStatus): boolean => status === 'completed' || status === 'stopped-early';

/** Trainings with the same values and other seeds, in the order in which they come: what is tried twice with one seed is two groups. */
export function bySeeds<Trial extends { readonly values: object; readonly seed: number }>(
  trials: readonly Trial[],
): [Trial, ...Trial[]][] {
  const times = new Map<string, number>();
  const keyOf = ({ values, seed }: Trial): string => {
    const tried = JSON.stringify([values, seed]);
    const time = (times.get(tried) ?? 0) + 1;
    times.set(tried, time);
    return JSON.stringify([values, time]);
  };
  return [...Map.groupBy(trials, keyOf).values()] as [Trial, ...Trial[]][];
}

/** Of numbers that there are; null of none. */
export function spreadOf(values: readonly number[]): Spread | null {
  const told = values.filter((value) => !Number.isNaN(value));
  if (told.length === 0) return null;
  return { mean: meanOf(told), least: Math.min(...told), greatest: Math.max(...told), count: told.length };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** In the order of their first trials. */
export const groupsOf = (trials: readonly SweepTrial[]): SweepGroup[] =>
  bySeeds(trials).map((own) => {
    const over = own.filter(({ status }) => countsAsResult(status));
    const losses = spreadOf(over.map(({ loss }) => loss ?? Number.NaN));
    return { trials: own, spread: spreadOf(over.map(({ best }) => best ?? Number.NaN)), loss: losses?.mean ?? null };
  });

/** Orders groups by the mean of what they came to, the best first; those without a result are equal, and last. */
export const compareGroups = (
  one: SweepGroup,
  other: SweepGroup,
  measure: Pick<SweepMeasure, 'isLargerBetter'>,
): number =>
  compareResults(
    { result: one.spread?.mean ?? null, loss: one.loss },
    { result: other.spread?.mean ?? null, loss: other.loss },
    measure,
  );

/** Best mean first; those with fewer results than others have, as some are left or failed, after these: a mean of few is luck. */
export function rankedGroups({ trials, measure }: Pick<SweepState, 'trials' | 'measure'>): SweepGroup[] {
  const groups = groupsOf(trials);
  if (!measure) return groups;
  const counts = (group: SweepGroup): number => group.spread?.count ?? 0;
  const most = Math.max(0, ...groups.map(counts));
  return groups.toSorted(
    (one, other) => Number(counts(one) < most) - Number(counts(other) < most) || compareGroups(one, other, measure),
  );
}

/** The best trial of the best group; null where there is none. */
export function bestTrial(state: Pick<SweepState, 'trials' | 'measure'>): SweepTrial | null {
  const over = bestGroup(state)?.trials.filter(({ status }) => countsAsResult(status)) ?? [];
  return rankedTrials({ trials: over, measure: state.measure })[0] ?? null;
}

/** The best one; null where there is none. */
export function bestGroup(state: Pick<SweepState, 'trials' | 'measure'>): SweepGroup | null {
  const [best] = state.measure ? rankedGroups(state) : [];
  return best?.spread ? best : null;
}

/** Why a spread says nothing of chance: all seeds of each combination came to the same, as of a program with seeds of its own. */
export const SAME_SEEDS =
  'All seeds came to the same, as where the file has seeds of its own: the ranges say nothing of chance.';

/** Whether no seed made a difference. */
export function areSeedsSame(spreads: readonly (Spread | null)[]): boolean {
  const several = spreads.filter((spread) => spread !== null && spread.count > 1);
  return several.length > 0 && several.every((spread) => spread?.least === spread?.greatest);
}
