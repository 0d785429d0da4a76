import type { Layer, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { activationStatistics } from './activationStatistics.js';
import { watchOutputs } from './watchOutputs.js';

/** The layers of one fit, whose outputs are measured every so many batches. */
export class FitActivations {
  private nextStep = 0;
  private measured: Tensor | null = null;

  /**
   * @param layers in the order of the fit's summary
   * @param activations tfjs's name of each layer's activation
   * @param interval batches; more than 0
   */
  constructor(
    private readonly tf: Tfjs,
    readonly layers: readonly Layer[],
    readonly activations: readonly (string | null)[],
    private readonly interval: number,
  ) {}

  /** Whether that batch's outputs are wanted: it is on the interval, or the one that was could not be seen. */
  isDue(step: number): boolean {
    return step >= this.nextStep;
  }

  /**
   * Runs a forward pass, and the backward pass with it, and measures what the layers put out in it.
   * @param measuring runs the operations that measure
   * @returns what was measured too, which stays its own; null where no layer put anything out
   */
  observe<T>(run: () => T, measuring: <U>(measure: () => U) => U): { result: T; measured: Tensor | null } {
    const { tf } = this;
    const { result, outputs } = watchOutputs(tf, this.layers, run);
    try {
      if (outputs.every((output) => output === null)) return { result, measured: null };
      this.discard();
      const statistics = () => tf.keep(tf.reshape(activationStatistics(tf, outputs, this.activations), [-1]));
      this.measured = measuring(() => tf.tidy(statistics));
      return { result, measured: this.measured };
    } finally {
      for (const output of outputs) output?.dispose();
    }
  }

  /** What was measured for that batch where it is wanted, [layers x ACTIVATION_STATISTIC_COUNT], to be disposed by the caller. */
  take(step: number): Tensor | null {
    if (!this.isDue(step)) this.discard();
    const { measured } = this;
    this.measured = null;
    if (measured) this.skipTo(step + 1);
    return measured;
  }

  /** The batches before that one are done with. */
  skipTo(step: number): void {
    this.nextStep = Math.ceil(step / this.interval) * this.interval;
  }

  discard(): void {
    this.measured?.dispose();
    this.measured = null;
  }
}
