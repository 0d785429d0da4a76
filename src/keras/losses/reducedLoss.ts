import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { alignedWeights } from '../metrics/weights.js';
import type { CurrentBatch } from '../training/currentBatch.js';
import type { LossFormula } from './lossFormulas.js';
import type { OutputFacts } from './outputFacts.js';

export interface Reduction {
  /** What of the targets counts, as 0 and 1; null where all does. */
  readonly counted: LossFormula | null;
  /** `none` trains on the sum, as a gradient of several numbers is that of their sum, and shows the mean. */
  readonly reduction: 'mean' | 'sum' | 'none';
  /** What the loss counts in compile's `loss_weights`. */
  readonly weight: number;
  readonly facts: OutputFacts;
  readonly batch: CurrentBatch;
  /** What is added to the loss of a batch that is not trained. */
  readonly penalties: () => Tensor[];
}

/**
 * The loss of a batch as tfjs takes it: numbers of which it takes the mean, in training after it has multiplied them with the sample
 * weights. Steps that are masked do not count: the others count so much more, as in Keras.
 */
export function reducedLoss(
  tf: Tfjs,
  formula: LossFormula,
  how: Reduction,
): (target: Tensor, output: Tensor) => Tensor {
  return (target, output) =>
    tf.tidy(() => {
      const targets = tf.cast(target, 'float32');
      const losses = masked(tf, formula(tf, targets, output), maskOf(tf, targets, output, how), how);
      const scaled = weighted(tf, reduced(tf, losses, how), how);
      if (how.batch.phase === 'train') return scaled;
      return how.penalties().reduce((sum, penalty) => tf.add(sum, penalty), scaled);
    });
}

function maskOf(tf: Tfjs, target: Tensor, output: Tensor, { facts, counted }: Reduction): Tensor | null {
  const mask = facts.maskOf(output);
  const valid = counted?.(tf, target, output) ?? null;
  return mask && valid ? tf.mul(mask, valid) : (mask ?? valid);
}

function masked(tf: Tfjs, losses: Tensor, given: Tensor | null, { reduction }: Reduction): Tensor {
  if (!given) return losses;
  const isWhole = given.rank === losses.rank;
  const mask = isWhole ? given : tf.mul(alignedWeights(tf, given, losses.rank), tf.onesLike(losses));
  const counted = tf.mul(losses, mask);
  return reduction === 'mean' ? tf.mul(counted, tf.div(mask.size, tf.sum(mask))) : counted;
}

function reduced(tf: Tfjs, losses: Tensor, { reduction, weight }: Reduction): Tensor {
  const factor = reduction === 'sum' ? losses.size * weight : weight;
  const scaled = factor === 1 ? losses : tf.mul(losses, factor);
  return reduction === 'none' ? withGradientOfSum(tf, scaled) : scaled;
}

function weighted(tf: Tfjs, losses: Tensor, { batch: { weights, phase } }: Reduction): Tensor {
  if (!weights) return losses;
  if (phase === 'train') return withRank(tf, losses, weights.rank);
  return tf.mul(losses, alignedWeights(tf, weights, losses.rank));
}

/** tfjs multiplies losses with weights of the same shape. */
function withRank(tf: Tfjs, losses: Tensor, rank: number): Tensor {
  if (losses.rank <= rank) return losses;
  const axes = losses.shape.map((_, axis) => axis).slice(rank);
  return tf.mean(losses, axes);
}

/** The same numbers, of which the mean has the gradient of the sum. */
function withGradientOfSum(tf: Tfjs, losses: Tensor): Tensor {
  const { size } = losses;
  const same = tf.customGrad((x) => ({
    value: tf.clone(x as Tensor),
    gradFunc: (dy: Tensor) => tf.mul(dy, size),
  }));
  return same(losses);
}
