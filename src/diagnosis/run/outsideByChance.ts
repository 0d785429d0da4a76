/** Samples that are held against the range of others. */
interface Draw {
  /** Further samples, which are held against it. */
  readonly compared: number;
  /** Samples that make the range. */
  readonly trained: number;
  /** Ends of the range: two a feature. */
  readonly ends: number;
}

/**
 * The share of further samples from which on so many are beyond the range of all features of the others only with a probability below `rarity`,
 * where all are drawn alike; above 1 where even all of them may be.
 *
 * The part of a distribution beyond the range of n samples is itself chance: over all draws it is distributed as Beta(ends, n + 1 - ends) or lies
 * below, whatever the distribution and however features hang together (Wilks 1941, Tukey 1947; Campi and Garatti 2008 for any dependence). So the
 * number of further samples there is beta-binomial: a small training set may by bad luck have a narrow range, which as many as one likes show.
 */
export function outsideByChance({ compared, trained, ends }: Draw, rarity: number): number {
  const inside = trained + 1 - ends;
  if (ends < 1 || inside < 1) return Number.POSITIVE_INFINITY;
  // With logarithms, as none beyond may be rarer than numbers can tell.
  let log = 0;
  for (let end = 0; end < ends; end++) log += Math.log((inside + end) / (inside + compared + end));
  let below = 0;
  for (let beyond = 0; beyond < compared; beyond++) {
    below += Math.exp(log);
    if (1 - below < rarity) return (beyond + 1) / compared;
    log += Math.log(((compared - beyond) * (beyond + ends)) / ((beyond + 1) * (compared - beyond - 1 + inside)));
  }
  return Number.POSITIVE_INFINITY;
}
