import type { Binding } from '../../../tfjs/nodeBackend.js';
import { LazyEntry } from './lazyEntry.js';

/**
 * A variable's value that a session holds, as tfjs's entry of the variable's data: that is how `predict`, `getWeights`, `save`, other
 * sessions and everything else finds current weights. There is one for a variable, so that it tells whose the value is.
 */
export class HeldEntry extends LazyEntry {
  /** Somebody has the data. */
  inUse = true;
  private replacements = 0;

  constructor(
    shape: number[],
    dtype: number,
    private readonly fetchValue: () => void,
  ) {
    super(shape, dtype);
  }

  /** Which of the values that had this data's name it is: with the name, it tells one value from all others. */
  get edition(): number {
    return this.replacements;
  }

  /** Fetches the value, for whoever has it when the session has not any more. */
  keep(): void {
    if (this.handle === null) this.fetch();
  }

  /** Forgets what was fetched: the session has it still, and updates it in place where nobody else has it. */
  drop(binding: Binding): void {
    const { handle } = this;
    this.handle = null;
    if (handle !== null) binding.deleteTensor(handle);
  }

  /** The session has computed another value. */
  replaced(binding: Binding): void {
    this.drop(binding);
    this.replacements++;
  }

  protected fetch(): void {
    this.fetchValue();
  }

  released(): void {
    this.inUse = false;
  }
}
