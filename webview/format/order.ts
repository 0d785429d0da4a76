/** Sorts by value, in either direction; null, which is what a row does not have, comes last in both, and NaN is more than any number. */
export function byValue(one: number | null, other: number | null, isDescending: boolean): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const [first, second] = [rank(one), rank(other)];
  if (first === second) return 0;
  return first < second === isDescending ? 1 : -1;
}

const rank = (value: number): number => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);
