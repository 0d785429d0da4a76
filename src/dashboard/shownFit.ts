import type { PositionView } from '../protocol/dashboard/parts.js';
import type { RunPositions } from '../runs/positions.js';
import { batchesAround, epochAt, fitAt } from '../runs/series/fitAt.js';
import type { Fit, Run } from '../runs/types.js';

/** A fit as the page shows its layers: as it stood after the batch that is looked at, else as it is now. */
export class ShownFit {
  private past: { readonly at: string; readonly fit: Fit } | null = null;

  constructor(
    private readonly run: Run,
    private readonly fit: Fit,
    private readonly positions: Pick<RunPositions, 'of'>,
  ) {}

  /** The batch that is looked at; `batch` is null while it is the last one. */
  get position(): PositionView {
    const position = this.positions.of(this.run);
    if (position?.fit !== this.fit.summary.fit) return { batch: null };
    const { step } = position;
    const [first, last] = batchesAround(this.fit, step);
    return { batch: { step, first, last, epoch: epochAt(this.fit, step) } };
  }

  /** Changes where another batch is looked at, or memory has it in less detail than before. */
  get version(): string {
    const { batch } = this.position;
    return batch ? [batch.step, batch.first, batch.last].join() : '';
  }

  /** The same one while `version` is the same. */
  get now(): Fit {
    const { batch } = this.position;
    if (!batch) return this.fit;
    const at = this.version;
    if (this.past?.at !== at) this.past = { at, fit: fitAt(this.fit, batch.step) };
    return this.past.fit;
  }
}
