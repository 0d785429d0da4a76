import type { TargetForm } from '../../datasets/targetForm.js';
import type { DataBatch } from '../../datasets/types.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

export interface BatchTensors {
  readonly xs: Tensor;
  readonly ys: Tensor;
}

/** A batch as the model takes it: inputs [rows, ...inputShape], targets [rows, ...form.shape]. The caller disposes of both. */
export function batchTensors(
  tf: Tfjs,
  { rows, x, y }: DataBatch,
  inputShape: readonly number[],
  form: TargetForm,
): BatchTensors {
  return tf.tidy(() => {
    const xs = tf.tensor(x, [rows, ...inputShape]);
    if (form.kind === 'asIs') return { xs, ys: tf.tensor(y, [rows, ...form.shape]) };
    const classes = tf.tensor1d(y, 'int32');
    // tfjs's oneHot refuses what Keras trains on: a single class.
    const oneHot = form.classes > 1 ? tf.oneHot(classes, form.classes) : tf.equal(classes, 0);
    return { xs, ys: oneHot.reshape([rows, ...form.shape]).toFloat() };
  });
}
