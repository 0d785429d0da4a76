import type { SweepImportance, SweepMeasure, SweepParameter, SweepTrial } from '../protocol/sweep.js';
import { compareGroups, countsAsResult, groupsOf } from '../protocol/sweepGroups.js';

/** Groups of equal size that numbers of a range are taken together in. */
const GROUPS = 4;
/** Fewer combinations than this tell nothing. */
const FEWEST = 3;

/** The method in a sentence, for whoever shows its numbers. */
export const IMPORTANCE_METHOD =
  "share of the variance of the trials' ranks (with several seeds, of their means' ranks) that a parameter's values explain by themselves (eta squared of Kruskal and Wallis); what only two parameters together do is in none";

type Group = ReturnType<typeof groupsOf>[number];

/** Combinations that tell what matters: all of their trials are over, and came to a result, be it broken numbers. */
export const toldGroups = (trials: readonly SweepTrial[]): Group[] =>
  groupsOf(trials).filter(
    (group) =>
      group.trials.every(({ status }) => countsAsResult(status) || status === 'broken' || status === 'failed') &&
      (group.spread !== null || group.trials.some(({ status }) => status === 'broken')),
  );

/**
 * How much each parameter matters to the measure: the ranks of all trials, of several seeds of their means, and how much of their variance lies between the means of a parameter's values
 * (W. H. Kruskal and W. A. Wallis, Use of Ranks in One-Criterion Variance Analysis, 1952). Ranks, as one loss of 1e9 would be all of the variance. A
 * parameter of k values that does nothing explains (k - 1) / (n - 1) of it on average.
 */
export function importanceOf(
  parameters: readonly SweepParameter[],
  trials: readonly SweepTrial[],
  measure: SweepMeasure,
): SweepImportance[] {
  const told = toldGroups(trials);
  if (told.length < FEWEST) return [];
  const ranks = ranksOf(told, measure);
  return parameters
    .flatMap(({ id: parameter, isRange }) => {
      const groups = classesOf(
        told.map(({ trials: [{ values }] }) => values[parameter]),
        isRange,
      );
      const count = new Set(groups).size;
      if (count < 2) return [];
      return [{ parameter, share: explained(ranks, groups), byChance: (count - 1) / (told.length - 1) }];
    })
    .sort((one, other) => other.share - one.share);
}

/** From 1; those that are equal share the mean of theirs. */
function ranksOf(groups: readonly Group[], measure: SweepMeasure): number[] {
  const sorted = groups.toSorted((one, other) => compareGroups(one, other, measure));
  const ranks = new Map<Group, number>();
  let from = 0;
  for (const [index, group] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next && compareGroups(group, next, measure) === 0) continue;
    for (const equal of sorted.slice(from, index + 1)) ranks.set(equal, (from + index) / 2 + 1);
    from = index + 1;
  }
  return groups.map((group) => ranks.get(group) ?? Number.NaN);
}

function classesOf(values: readonly unknown[], isRange: boolean): string[] {
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  if (!isRange || new Set(numbers).size <= GROUPS) return values.map(String);
  const firsts = new Map(numbers.map((value, index) => [value, index] as const).reverse());
  return values.map((value) => String(Math.floor(((firsts.get(Number(value)) ?? 0) * GROUPS) / numbers.length)));
}

function explained(ranks: readonly number[], groups: readonly string[]): number {
  const mean = meanOf(ranks);
  const all = ranks.reduce((sum, rank) => sum + (rank - mean) ** 2, 0);
  const grouped = ranks.map((rank, index) => ({ rank, group: groups[index] }));
  const byGroup = [...Map.groupBy(grouped, ({ group }) => group).values()];
  const between = byGroup.reduce((sum, own) => sum + own.length * (meanOf(own.map(({ rank }) => rank)) - mean) ** 2, 0);
  return all === 0 ? 0 : between / all;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
