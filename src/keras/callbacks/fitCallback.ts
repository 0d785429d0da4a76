import type { Tensor } from '../../tfjs/tfjs.js';
import type { Logs } from './monitor.js';

/** What a callback may do to the fit that it hears of. */
export interface FitControl {
  stopTraining(): void;
  /** Null where the optimizer has none. */
  learningRate: number | null;
  /** Copies, to be disposed of by the callback. */
  getWeights(): Tensor[];
  setWeights(weights: readonly Tensor[]): void;
}

/** A callback as Keras calls it: logs of a batch are those of the epoch so far. */
export interface FitCallback {
  trainBegin?(fit: FitControl): void;
  epochBegin?(epoch: number, fit: FitControl): void;
  batchBegin?(batch: number, fit: FitControl): void;
  batchEnd?(batch: number, logs: () => Logs, fit: FitControl): void;
  /** @param logs what a callback adds to them, those after it find */
  epochEnd?(epoch: number, logs: Record<string, number>, fit: FitControl): void;
  trainEnd?(fit: FitControl): void;
}
