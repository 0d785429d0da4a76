import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { absolute } from '../values/absolute.js';

/** Loss of each sample, as Keras computes it; the mean over the batch is tfjs's. */
export type LossFormula = (tf: Tfjs, target: Tensor, output: Tensor) => Tensor;

/** Keras's `epsilon()`. */
export const EPSILON = 1e-7;

const mean = (tf: Tfjs, x: Tensor): Tensor => tf.mean(x, -1);

export const squaredError: LossFormula = (tf, target, output) => mean(tf, tf.square(tf.sub(output, target)));

export const absoluteError: LossFormula = (tf, target, output) => mean(tf, absolute(tf, tf.sub(output, target)));

export const percentageError: LossFormula = (tf, target, output) =>
  tf.mul(100, mean(tf, absolute(tf, tf.div(tf.sub(target, output), tf.maximum(tf.abs(target), EPSILON)))));

export const logarithmicError: LossFormula = (tf, target, output) => {
  const log = (x: Tensor) => tf.log(tf.add(tf.maximum(x, EPSILON), 1));
  return mean(tf, tf.square(tf.sub(log(output), log(target))));
};

/** Classes 0 and 1 become -1 and 1. */
function signs(tf: Tfjs, target: Tensor): Tensor {
  const isBinary = tf.all(tf.logicalOr(tf.equal(target, 0), tf.equal(target, 1)));
  return tf.where(isBinary, tf.sub(tf.mul(target, 2), 1), target);
}

export const hinge: LossFormula = (tf, target, output) =>
  mean(tf, tf.maximum(tf.sub(1, tf.mul(signs(tf, target), output)), 0));

export const squaredHinge: LossFormula = (tf, target, output) =>
  mean(tf, tf.square(tf.maximum(tf.sub(1, tf.mul(signs(tf, target), output)), 0)));

export const categoricalHinge: LossFormula = (tf, target, output) => {
  const right = tf.sum(tf.mul(target, output), -1);
  const wrong = tf.max(tf.mul(tf.sub(1, target), output), -1);
  return tf.maximum(tf.add(tf.sub(wrong, right), 1), 0);
};

export const logCosh: LossFormula = (tf, target, output) => {
  const error = tf.sub(output, target);
  return mean(tf, tf.sub(tf.add(error, tf.softplus(tf.mul(error, -2))), Math.LN2));
};

export const divergence: LossFormula = (tf, target, output) => {
  const [t, p] = [tf.clipByValue(target, EPSILON, 1), tf.clipByValue(output, EPSILON, 1)];
  return tf.sum(tf.mul(t, tf.log(tf.div(t, p))), -1);
};

export const poisson: LossFormula = (tf, target, output) =>
  mean(tf, tf.sub(output, tf.mul(target, tf.log(tf.add(output, EPSILON)))));

/** The cosine of the angle between target and output: 1 where they point the same way. */
export function cosine(axis: number): LossFormula {
  return (tf, target, output) => {
    const unit = (x: Tensor) => tf.mul(x, tf.rsqrt(tf.maximum(tf.sum(tf.square(x), axis, true), 1e-12)));
    return tf.sum(tf.mul(unit(target), unit(output)), axis);
  };
}

export function negated(formula: LossFormula): LossFormula {
  return (tf, target, output) => tf.neg(formula(tf, target, output));
}

/** Squares up to `delta`, straight beyond it. */
export function huber(delta: number): LossFormula {
  return (tf, target, output) => {
    const error = tf.abs(tf.sub(output, target));
    const near = tf.minimum(error, delta);
    return mean(tf, tf.add(tf.mul(0.5, tf.square(near)), tf.mul(delta, tf.sub(error, near))));
  };
}
