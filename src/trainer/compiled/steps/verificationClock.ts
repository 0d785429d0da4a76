/** Share of the time that comparing with eager steps may take. */
const SHARE = 0.005;
/** Where comparing is asked for: steps from one to the next. */
const OFTEN = 20;

/** Says when a compiled step is to be compared with an eager one again. */
export class VerificationClock {
  private next: number;
  private steps = 0;

  /** @param often every few steps; else so seldom that it takes next to no time */
  constructor(
    private readonly often: boolean,
    cost: number,
  ) {
    this.next = performance.now() + cost / SHARE;
  }

  /** To be asked once a step. */
  get isDue(): boolean {
    this.steps++;
    return this.often ? this.steps % OFTEN === 0 : performance.now() >= this.next;
  }

  /** @param cost milliseconds that the last comparison took */
  done(cost: number): void {
    this.next = performance.now() + cost / SHARE;
  }
}
