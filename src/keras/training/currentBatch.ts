import type { Tensor } from '../../tfjs/tfjs.js';

/** Training, or validation and evaluation. */
export type Phase = 'train' | 'test';

/** The batch that a model computes, for what tfjs does not hand to losses and metrics. */
export class CurrentBatch {
  phase: Phase = 'train';
  /** Sample weights: [rows], or [rows, steps]; null where all samples count the same. */
  weights: Tensor | null = null;

  /** Runs what computes a batch. */
  during<T>(phase: Phase, weights: Tensor | null, run: () => T): T {
    this.phase = phase;
    this.weights = weights;
    try {
      return run();
    } finally {
      this.phase = 'train';
      this.weights = null;
    }
  }
}
