import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { EPSILON, type LossFormula } from './lossFormulas.js';
import type { OutputFacts } from './outputFacts.js';

export interface CrossEntropyOptions {
  /** Whether the model's output is what a softmax or sigmoid would still be applied to. */
  readonly fromLogits: boolean;
  /** Share of each target that is spread over all classes. */
  readonly smoothing: number;
  /** Where the classes stand; of binary ones, over which axis the mean is taken. */
  readonly axis: number;
}

export function categorical(facts: OutputFacts, { fromLogits, smoothing, axis }: CrossEntropyOptions): LossFormula {
  return (tf, target, output) => {
    const given = fromLogits ? (facts.logitsOf(output) ?? output) : facts.logitsOf(output);
    const [classes, z] = [classesLast(tf, target, axis), classesLast(tf, given ?? output, axis)];
    const smooth = smoothed(tf, classes, smoothing, 1 / (classes.shape.at(-1) ?? 1));
    if (given) return withLogits(tf, smooth, z);
    return tf.neg(tf.sum(tf.mul(smooth, tf.log(clipped(tf, shares(tf, z)))), -1));
  };
}

/**
 * The cross-entropy of a softmax. Its gradient is TensorFlow's: softmax minus target, also where a target's shares do not make up 1 (several
 * classes, one class alone), for which the gradient of the formula is another.
 */
function withLogits(tf: Tfjs, target: Tensor, logits: Tensor): Tensor {
  const losses = tf.customGrad((z, save) => {
    const logs = tf.logSoftmax(z as Tensor);
    (save as (tensors: Tensor[]) => void)([logs, target]);
    return {
      value: tf.neg(tf.sum(tf.mul(target, logs), -1)),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [logShares, shares] = saved as [Tensor, Tensor];
        return tf.mul(tf.expandDims(dy, -1), tf.sub(tf.exp(logShares), shares));
      },
    };
  });
  return losses(logits);
}

/** Cross-entropy that weighs what is right already less. */
export function categoricalFocal(
  facts: OutputFacts,
  { alpha, gamma }: { readonly alpha: readonly number[]; readonly gamma: number },
  { fromLogits, smoothing, axis }: CrossEntropyOptions,
): LossFormula {
  return (tf, target, output) => {
    const given = fromLogits ? (facts.logitsOf(output) ?? output) : facts.logitsOf(output);
    const [classes, z] = [classesLast(tf, target, axis), classesLast(tf, given ?? output, axis)];
    const p = clipped(tf, shares(tf, given ? tf.softmax(z) : z));
    const smooth = smoothed(tf, classes, smoothing, 1 / (target.shape.at(-1) ?? 1));
    const each = tf.mul(tf.mul(tf.pow(tf.sub(1, p), gamma), tf.tensor1d([...alpha])), tf.mul(smooth, tf.log(p)));
    return tf.neg(tf.sum(each, -1));
  };
}

export function sparse(
  facts: OutputFacts,
  { fromLogits, axis }: Pick<CrossEntropyOptions, 'fromLogits' | 'axis'>,
): LossFormula {
  return (tf, target, output) => {
    const given = fromLogits ? (facts.logitsOf(output) ?? output) : facts.logitsOf(output);
    const log = tf.logSoftmax(classesLast(tf, given ?? tf.log(clipped(tf, output)), axis));
    const ids = tf.cast(tf.reshape(target, log.shape.slice(0, -1)), 'int32');
    return tf.neg(tf.sum(tf.mul(tf.cast(tf.oneHot(ids, log.shape.at(-1) ?? 1), 'float32'), log), -1));
  };
}

/** 1 for targets that count, 0 for those of the class that is ignored. */
export function notClass(ignored: number): LossFormula {
  return (tf, target, output) => {
    const ids = tf.reshape(target, output.shape.slice(0, -1));
    return tf.cast(tf.notEqual(ids, ignored), 'float32');
  };
}

/** Of each number of the output on its own. */
export function binary(facts: OutputFacts, { fromLogits, smoothing, axis }: CrossEntropyOptions): LossFormula {
  return (tf, target, output) => {
    const smooth = smoothed(tf, target, smoothing, 0.5);
    return tf.mean(binaryLosses(tf, facts, fromLogits, smooth, output), axis);
  };
}

export interface FocalOptions {
  readonly gamma: number;
  /** Weight of class 1, the other's is the rest; null weighs both alike. */
  readonly alpha: number | null;
}

/** Cross-entropy that weighs what is right already less. */
export function binaryFocal(
  facts: OutputFacts,
  { gamma, alpha }: FocalOptions,
  { fromLogits, smoothing, axis }: CrossEntropyOptions,
): LossFormula {
  return (tf, target, output) => {
    const smooth = smoothed(tf, target, smoothing, 0.5);
    const p = fromLogits ? tf.sigmoid(output) : output;
    const right = tf.add(tf.mul(smooth, p), tf.mul(tf.sub(1, smooth), tf.sub(1, p)));
    const focal = tf.mul(tf.pow(tf.sub(1, right), gamma), binaryLosses(tf, facts, fromLogits, smooth, output));
    if (alpha === null) return tf.mean(focal, axis);
    const weight = tf.add(tf.mul(smooth, alpha), tf.mul(tf.sub(1, smooth), 1 - alpha));
    return tf.mean(tf.mul(weight, focal), axis);
  };
}

function binaryLosses(tf: Tfjs, facts: OutputFacts, fromLogits: boolean, target: Tensor, output: Tensor): Tensor {
  const z = facts.logitsOf(output) ?? (fromLogits ? output : null);
  // max(z, 0) - z t + log(1 + exp(-|z|))
  if (z) return tf.add(tf.sub(tf.relu(z), tf.mul(z, target)), tf.softplus(tf.neg(tf.abs(z))));
  const p = clipped(tf, output);
  const yes = tf.mul(target, tf.log(tf.add(p, EPSILON)));
  // 1 - p + EPSILON, with the constants added first as TensorFlow's graph does it: another number in float32 where p is next to 1.
  const no = tf.mul(tf.sub(1, target), tf.log(tf.sub(1 + EPSILON, p)));
  return tf.neg(tf.add(yes, no));
}

function smoothed(tf: Tfjs, target: Tensor, smoothing: number, share: number): Tensor {
  return smoothing === 0 ? target : tf.add(tf.mul(target, 1 - smoothing), smoothing * share);
}

function shares(tf: Tfjs, output: Tensor): Tensor {
  return tf.div(output, tf.sum(output, -1, true));
}

function clipped(tf: Tfjs, output: Tensor): Tensor {
  return tf.clipByValue(output, EPSILON, 1 - EPSILON);
}

function classesLast(tf: Tfjs, x: Tensor, axis: number): Tensor {
  const at = axis < 0 ? x.rank + axis : axis;
  if (at === x.rank - 1) return x;
  const axes = x.shape.map((_, index) => index);
  return tf.transpose(x, [...axes.filter((index) => index !== at), at]);
}
