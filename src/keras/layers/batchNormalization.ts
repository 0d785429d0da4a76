import { type BatchNormalization, codeOf } from '../../tfjs/layerCode.js';
import type { Layer, LayerVariable, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { KerasContext } from '../kerasContext.js';

/**
 * Batch normalization as Keras computes it. tfjs's own fails in training without scale or center, with five dimensions and on
 * tfjs-node over an inner axis, trains what is frozen, and does not correct the variance of images as TensorFlow 2 does.
 */
export function followKerasBatchNorm({ tf, version }: KerasContext, layer: Layer): Layer {
  const norm = codeOf<BatchNormalization>(layer);
  norm.call = (inputs, { training = false }) =>
    tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
      const axis = norm.axis < 0 ? norm.axis + x.rank : norm.axis;
      if (!training || (version > 1 && !norm.trainable)) {
        return normalized(tf, norm, x, axis, norm.movingMean.read(), norm.movingVariance.read());
      }
      const others = x.shape.map((_, i) => i).filter((i) => i !== axis);
      const { mean, variance } = tf.moments(x, others);
      const isImage = x.rank > 3 && (axis === 1 || axis === x.rank - 1);
      const samples = x.size / (x.shape[axis] ?? 1);
      const correction = version === 2 && isImage && samples > 1 ? samples / (samples - 1) : 1;
      follow(tf, norm, norm.movingMean, mean);
      follow(tf, norm, norm.movingVariance, tf.mul(variance, correction));
      return normalized(tf, norm, x, axis, mean, variance);
    });
  return layer;
}

function normalized(
  tf: Tfjs,
  norm: BatchNormalization,
  x: Tensor,
  axis: number,
  mean: Tensor,
  variance: Tensor,
): Tensor {
  const { gamma, beta, epsilon } = norm;
  const shape = x.shape.map((size, i) => (i === axis ? size : 1));
  const deviation = tf.rsqrt(tf.add(variance, epsilon));
  const scale = gamma ? tf.mul(gamma.read(), deviation) : deviation;
  const scaled = tf.mul(tf.sub(x, tf.reshape(mean, shape)), tf.reshape(scale, shape));
  return beta ? tf.add(scaled, tf.reshape(beta.read(), shape)) : scaled;
}

/** Moves a moving average on by one batch. */
function follow(tf: Tfjs, { momentum }: BatchNormalization, average: LayerVariable, value: Tensor): void {
  const kept = average.read();
  average.write(tf.sub(kept, tf.mul(tf.sub(kept, value), 1 - momentum)));
}
