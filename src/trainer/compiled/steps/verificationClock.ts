/** Share of the time that comparing with eager steps may take. */
const SHARE = 0.005;

/** How often compiled steps are compared with eager ones: as often as next to no time allows, or every so many steps. */
export type Verification = 'seldom' | { readonly steps: number };

/** Where comparing often is asked for. */
export const OFTEN: Verification = { steps: 20 };

/** About as seldom, but at the same steps in each run, as what trains a batch decides about its last bits. */
export const REPEATABLY: Verification = { steps: 2000 };

/** Says when a compiled step is to be compared with an eager one again. */
export class VerificationClock {
  private next: number;
  private steps = 0;

  constructor(
    private readonly verification: Verification,
    cost: number,
  ) {
    this.next = performance.now() + cost / SHARE;
  }

  /** To be asked once a step. */
  get isDue(): boolean {
    this.steps++;
    const { verification } = this;
    return verification === 'seldom' ? performance.now() >= this.next : this.steps % verification.steps === 0;
  }

  /** @param cost milliseconds that the last comparison took */
  done(cost: number): void {
    this.next = performance.now() + cost / SHARE;
  }
}
