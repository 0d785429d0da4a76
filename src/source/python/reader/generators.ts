import type { Call, Value } from './values/values.js';

/** Ends the run of a generator of which no more is wanted. */
class Enough extends Error {}

/** Generators of the source, which run from their start for whoever takes what they yield. */
export class Generators {
  /** What runs the body of each that was made, by the call that made it. */
  private readonly made = new WeakMap<Call, () => void>();
  /** Takes what the one that runs yields; null while none runs. */
  private taking: ((value: Value) => void) | null = null;

  /** Whether somebody takes what is yielded, so that a generator goes on as far as that. */
  get isTaken(): boolean {
    return this.taking !== null;
  }

  keep(call: Call, run: () => void): void {
    this.made.set(call, run);
  }

  has(call: Call): boolean {
    return this.made.has(call);
  }

  /** `yield value` */
  give(value: Value): void {
    this.taking?.(value);
  }

  /**
   * Runs the generator that a call made for what it yields first. The numbers are those of a fresh generator: what was taken of it before is not known.
   * @param take whether it goes on
   */
  take(call: Call, most: number, take: (item: Value) => boolean): void {
    const before = this.taking;
    let left = most;
    this.taking = (item) => {
      if (left <= 0 || !take(item)) throw new Enough();
      left--;
      if (left === 0) throw new Enough();
    };
    try {
      this.made.get(call)?.();
    } catch (error) {
      if (!(error instanceof Enough)) throw error;
    } finally {
      this.taking = before;
    }
  }
}
