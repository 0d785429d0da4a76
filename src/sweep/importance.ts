import {
  compareTrials,
  type SweepImportance,
  type SweepMeasure,
  type SweepParameter,
  type SweepTrial,
} from '../protocol/sweep.js';

/** Groups of equal size that numbers of a range are taken together in. */
const GROUPS = 4;
/** Fewer trials than this tell nothing. */
const FEWEST = 3;

/** The method in a sentence, for whoever shows its numbers. */
export const IMPORTANCE_METHOD =
  "share of the variance of the trials' ranks that a parameter's values explain by themselves (eta squared of Kruskal and Wallis); what only two parameters together do is in none";

/**
 * How much each parameter matters to the measure: the ranks of all trials, and how much of their variance lies between the means of a parameter's values
 * (W. H. Kruskal and W. A. Wallis, Use of Ranks in One-Criterion Variance Analysis, 1952). Ranks, as one loss of 1e9 would be all of the variance. A
 * parameter of k values that does nothing explains (k - 1) / (n - 1) of it on average.
 */
export function importanceOf(
  parameters: readonly SweepParameter[],
  trials: readonly SweepTrial[],
  measure: SweepMeasure,
): SweepImportance[] {
  const told = trials.filter(({ status, best }) => best !== null || status === 'broken').filter(isOver);
  if (told.length < FEWEST) return [];
  const ranks = ranksOf(told, measure);
  const factors = [
    ...parameters.map(({ id, isRange }) => ({ id, isRange, given: told.map(({ values }) => values[id]) })),
    { id: 'seed', isRange: false, given: told.map(({ seed }) => seed) },
  ];
  return factors
    .flatMap(({ id: parameter, isRange, given }) => {
      const groups = groupsOf(given, isRange);
      const count = new Set(groups).size;
      if (count < 2) return [];
      return [{ parameter, share: explained(ranks, groups), byChance: (count - 1) / (told.length - 1) }];
    })
    .sort((one, other) => other.share - one.share);
}

const isOver = ({ status }: SweepTrial): boolean =>
  status === 'completed' || status === 'stopped-early' || status === 'broken';

/** From 1; those that are equal share the mean of theirs. */
function ranksOf(trials: readonly SweepTrial[], measure: SweepMeasure): number[] {
  const sorted = trials.toSorted((one, other) => compareTrials(one, other, measure));
  const ranks = new Map<SweepTrial, number>();
  let from = 0;
  for (const [index, trial] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next && compareTrials(trial, next, measure) === 0) continue;
    for (const equal of sorted.slice(from, index + 1)) ranks.set(equal, (from + index) / 2 + 1);
    from = index + 1;
  }
  return trials.map((trial) => ranks.get(trial) ?? Number.NaN);
}

function groupsOf(values: readonly unknown[], isRange: boolean): string[] {
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
