import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** Weights of samples or steps, with dimensions of 1 after them so that they multiply values of that rank. */
export function alignedWeights(tf: Tfjs, weights: Tensor, rank: number): Tensor {
  const { shape } = weights;
  if (shape.length === rank) return weights;
  const fitting =
    shape.length > rank ? shape.slice(0, rank) : [...shape, ...Array<number>(rank - shape.length).fill(1)];
  return tf.reshape(weights, fitting);
}

/** The weighted sum of all values, and of their weights. */
export function weightedSums(tf: Tfjs, values: Tensor, weights: Tensor | null): [Tensor, Tensor] {
  if (weights === null) return [tf.sum(values), tf.scalar(values.size)];
  const aligned = alignedWeights(tf, weights, values.rank);
  return [tf.sum(tf.mul(values, aligned)), tf.mul(tf.sum(aligned), values.size / aligned.size)];
}
