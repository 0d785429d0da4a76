import type { Tfjs } from '../../tfjs/tfjs.js';
import type { Callback, Logs } from './fitCallbacks.js';

/** What a fit wants to hear of its epochs and batches. */
export interface EpochListener {
  /** The data has been checked; the first epoch comes next. */
  trainBegin(): void;
  epochBegin(epoch: number): void;
  batchEnd(): Promise<void>;
  epochEnd(epoch: number, logs: Readonly<Record<string, number>>): Promise<void>;
}

/**
 * The callbacks of a fit with one of ours after them. The user's are made as tfjs makes them, yielding included, and find the
 * same logs as without ours, which reads tensors and leaves them where they are.
 */
export function withEpochCallback(
  tf: Tfjs,
  callbacks: unknown,
  yieldEvery: unknown,
  listener: EpochListener,
): Callback[] {
  return [...standardized(tf, callbacks, yieldEvery), epochCallback(tf, listener)];
}

/** As tfjs's own `standardizeCallbacks`, which it does not export. */
function standardized(tf: Tfjs, callbacks: unknown, yieldEvery: unknown): Callback[] {
  const BaseCallback = Object.getPrototypeOf(tf.CustomCallback);
  if (callbacks instanceof BaseCallback) return [callbacks as Callback];
  if (Array.isArray(callbacks) && callbacks[0] instanceof BaseCallback) return callbacks;
  const configs = Array.isArray(callbacks) ? callbacks : [callbacks ?? {}];
  return configs.map((config) => new tf.CustomCallback(config, yieldEvery as never));
}

function epochCallback(tf: Tfjs, listener: EpochListener): Callback {
  class EpochCallback extends tf.CustomCallback {
    readonly takesNumbers = true;
    override async onTrainBegin(): Promise<void> {
      listener.trainBegin();
    }
    override async onEpochBegin(epoch: number): Promise<void> {
      listener.epochBegin(epoch);
    }
    override async onBatchEnd(): Promise<void> {
      await listener.batchEnd();
    }
    override async onEpochEnd(epoch: number, logs?: unknown): Promise<void> {
      await listener.epochEnd(epoch, numbers((logs ?? {}) as Logs));
    }
  }
  return new EpochCallback({}, 'never');
}

function numbers(logs: Readonly<Logs>): Record<string, number> {
  const values = Object.entries(logs).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : (value.dataSync()[0] ?? Number.NaN),
  ]);
  return Object.fromEntries(values);
}
