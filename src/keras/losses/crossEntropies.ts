import type { Tensor, Tfjs } from '../../trainer/tfjs/tfjs.js';
import type { Logits } from './logits.js';
import { EPSILON, type LossFormula } from './lossFormulas.js';

export interface CrossEntropyOptions {
  /** Whether the model's output is what a softmax or sigmoid would still be applied to. */
  readonly fromLogits: boolean;
  /** Share of each target that is spread over all classes. */
  readonly smoothing: number;
}

export function categorical(logits: Logits, { fromLogits, smoothing }: CrossEntropyOptions): LossFormula {
  return (tf, target, output) => {
    const classes = output.shape.at(-1) ?? 1;
    const smooth = smoothing === 0 ? target : tf.add(tf.mul(target, 1 - smoothing), smoothing / classes);
    return tf.neg(tf.sum(tf.mul(smooth, logProbabilities(tf, logits, fromLogits, output)), -1));
  };
}

export function sparse(logits: Logits, fromLogits: boolean): LossFormula {
  return (tf, target, output) => {
    const classes = output.shape.at(-1) ?? 1;
    const ids = tf.cast(tf.reshape(target, output.shape.slice(0, -1)), 'int32');
    const given = fromLogits ? output : logits.of(output);
    const log = tf.logSoftmax((given ?? tf.log(tf.clipByValue(output, EPSILON, 1 - EPSILON))) as Tensor);
    return tf.neg(tf.sum(tf.mul(tf.cast(tf.oneHot(ids, classes), 'float32'), log), -1));
  };
}

function logProbabilities(tf: Tfjs, logits: Logits, fromLogits: boolean, output: Tensor): Tensor {
  const given = fromLogits ? output : logits.of(output);
  if (given && (fromLogits || given.shape.at(-1) !== 1)) return tf.logSoftmax(given);
  const shares = tf.div(output, tf.sum(output, -1, true));
  return tf.log(tf.clipByValue(shares, EPSILON, 1 - EPSILON));
}

/** Of each number of the output on its own. */
export function binary(logits: Logits, { fromLogits, smoothing }: CrossEntropyOptions): LossFormula {
  return (tf, target, output) => {
    const smooth = smoothing === 0 ? target : tf.add(tf.mul(target, 1 - smoothing), 0.5 * smoothing);
    const given = fromLogits ? output : logits.of(output);
    return tf.mean(given ? withLogits(tf, smooth, given) : withProbabilities(tf, smooth, output), -1);
  };
}

/** max(z, 0) - z t + log(1 + exp(-|z|)) */
function withLogits(tf: Tfjs, target: Tensor, z: Tensor): Tensor {
  return tf.add(tf.sub(tf.relu(z), tf.mul(z, target)), tf.softplus(tf.neg(tf.abs(z))));
}

function withProbabilities(tf: Tfjs, target: Tensor, output: Tensor): Tensor {
  const p = tf.clipByValue(output, EPSILON, 1 - EPSILON);
  const yes = tf.mul(target, tf.log(tf.add(p, EPSILON)));
  const no = tf.mul(tf.sub(1, target), tf.log(tf.add(tf.sub(1, p), EPSILON)));
  return tf.neg(tf.add(yes, no));
}

/** Cross-entropy that weighs what is right already less. */
export function binaryFocal(gamma: number, { fromLogits, smoothing }: CrossEntropyOptions): LossFormula {
  return (tf, target, output) => {
    const smooth = smoothing === 0 ? target : tf.add(tf.mul(target, 1 - smoothing), 0.5 * smoothing);
    const p = fromLogits ? tf.sigmoid(output) : output;
    const right = tf.add(tf.mul(smooth, p), tf.mul(tf.sub(1, smooth), tf.sub(1, p)));
    return tf.mean(tf.mul(tf.pow(tf.sub(1, right), gamma), withProbabilities(tf, smooth, p)), -1);
  };
}
