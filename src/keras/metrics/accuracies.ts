import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { LossFormula } from '../losses/lossFormulas.js';

/** Of each number of the output, whether it is the target's. */
export const sameNumbers: LossFormula = (tf, target, output) => tf.cast(tf.equal(target, output), 'float32');

/** Of each number of the output, whether it is on the target's side of the threshold. */
export function binaryMatches(threshold: number): LossFormula {
  return (tf, target, output) => sameNumbers(tf, target, tf.cast(tf.greater(output, threshold), 'float32'));
}

/** Share of the numbers of a sample that are on the right side. */
export function binaryAccuracy(threshold: number): LossFormula {
  return (tf, target, output) => tf.mean(binaryMatches(threshold)(tf, target, output), -1);
}

export const categoricalAccuracy: LossFormula = (tf, target, output) =>
  tf.cast(tf.equal(tf.argMax(target, -1), tf.argMax(output, -1)), 'float32');

export const sparseAccuracy: LossFormula = (tf, target, output) => {
  const best = tf.argMax(output, -1);
  return tf.cast(tf.equal(tf.cast(tf.reshape(target, best.shape), 'int32'), best), 'float32');
};

export function topCategories(k: number): LossFormula {
  return (tf, target, output) => inTop(tf, tf.argMax(target, -1) as Tensor, output, k);
}

export function sparseTopCategories(k: number): LossFormula {
  return (tf, target, output) => inTop(tf, tf.cast(tf.reshape(target, output.shape.slice(0, -1)), 'int32'), output, k);
}

/** Whether fewer than k classes have more than the right one. */
function inTop(tf: Tfjs, ids: Tensor, output: Tensor, k: number): Tensor {
  const rightOne = tf.cast(tf.oneHot(tf.cast(ids, 'int32'), output.shape.at(-1) ?? 1), 'float32');
  const right = tf.sum(tf.mul(output, rightOne), -1, true);
  return tf.cast(tf.less(tf.sum(tf.cast(tf.greater(output, right), 'float32'), -1), k), 'float32');
}

/** Which of several formulas is meant, by the shapes of target and output, as Keras chooses for `accuracy` and `crossentropy`. */
export function byShape(of: {
  readonly binary: LossFormula;
  readonly sparse: LossFormula;
  readonly categorical: LossFormula;
}): LossFormula {
  return (tf, target, output) => {
    const units = output.shape.at(-1);
    if (units === 1) return of.binary(tf, target, output);
    const isSparse = target.rank < output.rank || target.shape.at(-1) === 1;
    return (isSparse ? of.sparse : of.categorical)(tf, target, output);
  };
}
