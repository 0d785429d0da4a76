import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** Of the fit's time, the share that measuring may take, and milliseconds that it may take whatever the share. */
const SHARE = 0.005;
const FREE = 20;

/**
 * What regularizers add to the training loss. tfjs and Keras log their sum with the loss, which says how well a net answers only where it is
 * taken off again: one that has learned all may have a loss above that of guessing.
 */
export class Penalty {
  private spent = 0;
  /** Milliseconds that it took last. */
  private cost = 0;
  private hasSome = true;
  private readonly startedAt: number;

  /**
   * @param losses one number each, of the weights as they are; null where they cannot be told
   * @param now milliseconds, at a batch
   */
  constructor(
    private readonly tf: Pick<Tfjs, 'tidy'>,
    private readonly losses: (() => readonly Tensor[]) | null,
    private readonly now: (step: number) => number,
  ) {
    this.startedAt = now(0);
  }

  /** Undefined where there is none, where it cannot be told outside of a step, and where it would take too much of the time. @param step batches done */
  measured(step: number): number | undefined {
    const from = this.now(step);
    const limit = Math.max(FREE, (from - this.startedAt) * SHARE);
    if (!this.losses || !this.hasSome || this.spent + this.cost > limit) return undefined;
    const value = this.sum(this.losses);
    this.cost = this.now(step) - from;
    this.spent += this.cost;
    return value;
  }

  /** Of the weights that a fit begins with, whatever it takes. */
  first(): number | undefined {
    return this.losses ? this.sum(this.losses) : undefined;
  }

  private sum(losses: () => readonly Tensor[]): number | undefined {
    try {
      const values = this.tf.tidy(() => losses().map((loss) => loss.dataSync()[0] ?? Number.NaN));
      this.hasSome = values.length > 0;
      const sum = values.reduce((total, value) => total + value, 0);
      return this.hasSome && Number.isFinite(sum) ? sum : undefined;
    } catch {
      // One of what a layer puts out is there within a step alone.
      this.hasSome = false;
      return undefined;
    }
  }
}
