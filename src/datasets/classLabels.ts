import type { TargetNeed } from './targetNeed.js';

export interface ClassLabels {
  readonly described: { readonly labels: readonly string[]; readonly counts: readonly number[] };
  indexOf(value: number): number;
}

/**
 * Makes classes of whole numbers. They stand for themselves where the model has an output for each; other numbers, such as 3 to 8
 * or -1 and 1, are counted in order. Null where the values are no classes: fractions, or more than two for a yes or no.
 *
 * @param values how often each stands in the data
 */
export function classLabels(
  values: ReadonlyMap<number, number>,
  need: TargetNeed,
  output: readonly (number | null)[],
): ClassLabels | null {
  const sorted = [...values.keys()].sort((a, b) => a - b);
  if (sorted.length === 0 || !sorted.every(Number.isInteger)) return null;
  const [lowest = 0] = sorted;
  const highest = sorted.at(-1) ?? 0;
  if (need.kind === 'binary' && sorted.length > 2 && output.at(-1) === 1 && !isCount(sorted)) return null;
  const units = output.at(-1) ?? 1;
  const own = lowest >= 0 && (highest < units || isCount(sorted));
  const classes = own ? Array.from({ length: highest + 1 }, (_, value) => value) : sorted;
  const places = new Map(classes.map((value, place) => [value, place]));
  return {
    described: { labels: classes.map(String), counts: classes.map((value) => values.get(value) ?? 0) },
    indexOf: (value) => places.get(value) ?? 0,
  };
}

/** 0, 1, 2, ... without a gap. */
function isCount(sorted: readonly number[]): boolean {
  return sorted.every((value, place) => value === place);
}
