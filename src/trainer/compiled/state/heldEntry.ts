import { LazyEntry } from './lazyEntry.js';

/** A variable's value that a session holds: that is how `predict`, `getWeights`, `save` and everything else finds current weights. */
export class HeldEntry extends LazyEntry {
  inUse = true;

  constructor(
    shape: number[],
    dtype: number,
    private readonly fetchAll: () => void,
  ) {
    super(shape, dtype);
  }

  protected fetch(): void {
    this.fetchAll();
  }

  released(): void {
    this.inUse = false;
  }
}
