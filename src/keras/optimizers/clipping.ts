import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** How far gradients may go. */
export interface Clipping {
  /** For each number of a gradient. */
  readonly clipValue: number | undefined;
  /** For the norm of each weight's gradient. */
  readonly clipNorm: number | undefined;
  /** For the norm of all gradients together. */
  readonly globalClipNorm: number | undefined;
}

export function clipGradients(tf: Tfjs, gradients: readonly Tensor[], clipping: Clipping): readonly Tensor[] {
  const { clipValue, clipNorm, globalClipNorm } = clipping;
  if (clipNorm !== undefined) {
    return gradients.map((gradient) => scaled(tf, gradient, tf.sqrt(tf.sum(tf.square(gradient))), clipNorm));
  }
  if (globalClipNorm !== undefined) {
    const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
    const norm = tf.sqrt(tf.addN(squares));
    return gradients.map((gradient) => scaled(tf, gradient, norm, globalClipNorm));
  }
  if (clipValue !== undefined) return gradients.map((gradient) => tf.clipByValue(gradient, -clipValue, clipValue));
  return gradients;
}

function scaled(tf: Tfjs, gradient: Tensor, norm: Tensor, most: number): Tensor {
  return tf.div(tf.mul(gradient, most), tf.maximum(norm, most));
}
