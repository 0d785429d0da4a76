import { LazyEntry } from '../state/lazyEntry.js';
import type { Source } from '../trace/trace.js';

/** A value of a step that is replayed: where it comes from is known, it itself only when the step has been computed. */
export class VirtualEntry extends LazyEntry {
  constructor(
    shape: number[],
    dtype: number,
    readonly source: Source,
    /** Computes the step so far, op by op. */
    private readonly compute: () => void,
    private readonly onReleased: (entry: VirtualEntry) => void,
  ) {
    super(shape, dtype);
  }

  protected fetch(): void {
    this.compute();
  }

  released(): void {
    this.onReleased(this);
  }
}
