/** Share of the time that ranks may take. */
const SHARE = 0.01;
/** Multiplications a millisecond, as a slow processor does them in JavaScript. */
const SPEED = 5e5;
/** Milliseconds of work that tell how many it does here: it does few at first, or beside other programs. */
const TELLING = 1;
/** Multiplications that are done at once at most: 5 ms on a slow processor. */
export const MOST_AT_ONCE = 5 * SPEED;

/** Multiplications that may be done by now: a share of the time that has passed, and no more at once than nobody notices. */
export class RankBudget {
  private credit = MOST_AT_ONCE;
  private last: number | null = null;
  /** All that was worked. */
  private readonly worked = { multiplications: 0, milliseconds: 0 };

  /** @param now milliseconds at a batch; by its number where nothing may depend on the clock */
  constructor(private readonly now: (step: number) => number) {}

  /** What may be spent at this batch; below 0 where more was spent. */
  at(step: number): number {
    const now = this.now(step);
    const passed = now - (this.last ?? now);
    this.last = now;
    this.credit = Math.min(MOST_AT_ONCE, this.credit + passed * SHARE * this.speed);
    return this.credit;
  }

  /** Works at a batch. @param work tells its multiplications, which are spent */
  work(step: number, work: () => number): void {
    const begun = this.now(step);
    const multiplications = work();
    this.spend(multiplications);
    this.worked.multiplications += multiplications;
    this.worked.milliseconds += this.now(step) - begun;
  }

  spend(multiplications: number): void {
    this.credit -= multiplications;
  }

  private get speed(): number {
    const { multiplications, milliseconds } = this.worked;
    return milliseconds < TELLING ? SPEED : Math.min(SPEED, multiplications / milliseconds);
  }
}
