/** How many of some samples are of a class. */
export interface Drawn {
  readonly all: number;
  /** Of the class among all of them. */
  readonly ofClass: number;
  /** Taken out of all. */
  readonly drawn: number;
  /** Of the class among those. */
  readonly found: number;
}

/**
 * How likely a random draw has a share of a class that is as far from the one to be expected, to that side, as the one found, or farther; doubled, as either
 * side would be told: Fisher's exact test (Fisher 1935). How many of a class are drawn without putting any back is hypergeometric.
 */
export function inShareByChance({ all, ofClass, drawn, found }: Drawn): number {
  const isMore = found * all > drawn * ofClass;
  const last = isMore ? Math.min(ofClass, drawn) : Math.max(0, drawn + ofClass - all);
  let share = Math.exp(ways(ofClass, found) + ways(all - ofClass, drawn - found) - ways(all, drawn));
  let sum = share;
  for (let at = found; at !== last; at += isMore ? 1 : -1) {
    const others = drawn - at;
    share *= isMore
      ? ((ofClass - at) * others) / ((at + 1) * (all - ofClass - others + 1))
      : (at * (all - ofClass - others)) / ((ofClass - at + 1) * (others + 1));
    sum += share;
  }
  return Math.min(1, 2 * sum);
}

/** Logarithm of how many ways there are to choose some of all. */
const ways = (all: number, some: number): number => logFactorial(all) - logFactorial(some) - logFactorial(all - some);

/** From which on the error of Stirling's series is below 1e-9. */
const SMALLEST = 16;

/** Stirling's series, of numbers large enough for it, and from there down. */
function logFactorial(of: number): number {
  let below = 0;
  let n = of + 1;
  for (; n < SMALLEST; n++) below += Math.log(n);
  return (n - 0.5) * Math.log(n) - n + Math.log(2 * Math.PI) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3) - below;
}
