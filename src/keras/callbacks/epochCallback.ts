import type { Optimizer, Tensor, Tfjs } from '../../trainer/tfjs/tfjs.js';
import type { Logs } from './monitor.js';

/** The model inside a Sequential, as tfjs gives it to callbacks. */
export interface CallbackModel {
  stopTraining: boolean;
  readonly optimizer: Optimizer & { learningRate?: number };
  getWeights(): Tensor[];
  setWeights(weights: Tensor[]): void;
}

export interface EpochHooks {
  onTrainBegin?(model: CallbackModel): void;
  onEpochEnd(epoch: number, logs: Logs, model: CallbackModel): void;
  onTrainEnd?(model: CallbackModel): void;
}

export type KerasCallback = InstanceType<Tfjs['CustomCallback']>;

export function epochCallback(tf: Tfjs, hooks: EpochHooks): KerasCallback {
  class EpochCallback extends tf.CustomCallback {
    private trained: CallbackModel | null = null;

    // tfjs gives every callback the model; its own class forgets it.
    override setModel(model: unknown): void {
      this.trained = model as CallbackModel;
    }
    override async onTrainBegin(): Promise<void> {
      if (this.trained) hooks.onTrainBegin?.(this.trained);
    }
    override async onEpochEnd(epoch: number, logs?: unknown): Promise<void> {
      if (this.trained) hooks.onEpochEnd(epoch, numbers((logs ?? {}) as Record<string, number | Tensor>), this.trained);
    }
    override async onTrainEnd(): Promise<void> {
      if (this.trained) hooks.onTrainEnd?.(this.trained);
    }
  }
  return new EpochCallback({}, 'auto');
}

function numbers(logs: Record<string, number | Tensor>): Logs {
  const read = (value: number | Tensor) => (typeof value === 'number' ? value : (value.dataSync()[0] ?? Number.NaN));
  return Object.fromEntries(Object.entries(logs).map(([name, value]) => [name, read(value)]));
}
