/** Share of the time that ranks may take. */
const SHARE = 0.01;
/** Multiplications a millisecond, as a slow processor does them in JavaScript. */
const SPEED = 5e5;
/** Multiplications that are done at once at most: 5 ms on a slow processor. */
export const MOST_AT_ONCE = 5 * SPEED;

/** Multiplications that may be done by now: a share of the time that has passed, and no more at once than nobody notices. */
export class RankBudget {
  private credit = MOST_AT_ONCE;
  private last: number | null = null;

  /** @param now milliseconds at a batch; by its number where nothing may depend on the clock */
  constructor(private readonly now: (step: number) => number) {}

  /** What may be spent at this batch; below 0 where more was spent. */
  at(step: number): number {
    const now = this.now(step);
    const passed = now - (this.last ?? now);
    this.last = now;
    this.credit = Math.min(MOST_AT_ONCE, this.credit + passed * SHARE * SPEED);
    return this.credit;
  }

  spend(multiplications: number): void {
    this.credit -= multiplications;
  }
}
