import { gradientList, gradientsByName, presentGradients } from '../../tfjs/gradients.js';
import type { Gradients, Optimizer, Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** What the norm of all gradients together is clipped to: Keras's usual `global_clipnorm`. */
export const CLIP_NORM = 1;
/** Below it a gradient counts as 0, so that nothing is divided by 0. */
const SMALLEST = 1e-30;

/** Clips the gradients of some optimizers before they are applied. */
export class GradientClipping {
  private readonly optimizers = new WeakSet<Optimizer>();

  constructor(private readonly tf: Tfjs) {}

  start(optimizer: Optimizer): void {
    this.optimizers.add(optimizer);
  }

  /** Calls back with the gradients that are to be applied. */
  clipped<T>(optimizer: Optimizer, gradients: Gradients, apply: (gradients: Gradients) => T): T {
    if (!this.optimizers.has(optimizer)) return apply(gradients);
    const { tf } = this;
    const named = gradientsByName(gradients);
    const present = presentGradients(named);
    if (present.length === 0) return apply(gradients);
    const scaled = tf.tidy(() => {
      const scale = this.scale(present.map(({ tensor }) => tensor));
      return present.map(({ tensor }) => tf.mul(tensor, scale));
    });
    try {
      for (const [index, { name }] of present.entries()) named.set(name, scaled[index] ?? null);
      return apply(gradientList(named));
    } finally {
      tf.dispose(scaled);
    }
  }

  /** Scaled by the largest, as squares of large gradients are infinite. */
  private scale(gradients: readonly Tensor[]): Tensor {
    const { tf } = this;
    const largest = tf.maximum(tf.max(tf.stack(gradients.map((each) => tf.max(tf.abs(each))))), SMALLEST);
    const squares = gradients.map((each) => tf.sum(tf.square(tf.div(each, largest))));
    const norm = tf.mul(largest, tf.sqrt(tf.sum(tf.stack(squares))));
    return tf.minimum(1, tf.div(CLIP_NORM, tf.maximum(norm, SMALLEST)));
  }
}
