import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { TrainRows } from './fitLoop.js';

/** The rows of a batch as tensors of their own; the data itself where it is the batch. */
export function gatheredRows(tf: Tfjs, data: readonly (Tensor | null)[], rows: Int32Array | null): (Tensor | null)[] {
  if (!rows) return [...data];
  const indices = tf.tensor1d(rows, 'int32');
  return data.map((tensor) => tensor && tf.gather(tensor, indices));
}

/** Trains by rows where no step is compiled. */
export function eagerRows(tf: Tfjs): TrainRows {
  return (_, train, data, rows) => tf.tidy(() => train(gatheredRows(tf, data, rows) as Tensor[]));
}
