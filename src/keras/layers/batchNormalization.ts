import type { Layer, LayerVariable, Tensor } from '../../trainer/tfjs/tfjs.js';
import type { KerasContext } from '../kerasContext.js';

interface BatchNorm {
  axis: number;
  readonly momentum: number;
  readonly trainable: boolean;
  gamma?: { read(): Tensor };
  beta?: { read(): Tensor };
  readonly movingVariance: LayerVariable;
  call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor;
}

/**
 * Mends where tfjs's batch normalisation is not Keras's: it fails in training without scale or center and with five dimensions,
 * trains what is frozen, and does not correct the variance of a batch of images as TensorFlow 2 does.
 */
export function followKerasBatchNorm({ tf, version }: KerasContext, layer: Layer): Layer {
  const norm = layer as unknown as BatchNorm;
  const call = norm.call.bind(layer);
  norm.call = (inputs, kwargs) =>
    tf.tidy(() => {
      const x = first(inputs);
      if (norm.axis === x.rank - 1) norm.axis = -1;
      const channels = x.shape.at(norm.axis) ?? 1;
      fillIn(norm, channels);
      const training = (kwargs.training ?? false) && (version === 1 || norm.trainable);
      const before = tf.clone(norm.movingVariance.read());
      const flat = x.rank > 4 && norm.axis === -1;
      const shaped = flat ? tf.reshape(x, [-1, channels]) : x;
      const normed = call(shaped, { ...kwargs, training });
      if (training && version === 2 && x.rank === 4) correct(norm, before, x.size / channels);
      return flat ? tf.reshape(normed, x.shape) : normed;
    });
  return layer;

  function fillIn(own: BatchNorm, channels: number): void {
    own.gamma ??= { read: () => tf.ones([channels]) };
    own.beta ??= { read: () => tf.zeros([channels]) };
  }

  /** From the variance of the batch to the estimate for all samples: n / (n - 1). */
  function correct({ movingVariance, momentum }: BatchNorm, before: Tensor, n: number): void {
    if (n < 2) return;
    const kept = tf.mul(before, momentum);
    const added = tf.sub(movingVariance.read(), kept);
    movingVariance.write(tf.add(kept, tf.mul(added, n / (n - 1))));
  }
}

function first(inputs: Tensor | Tensor[]): Tensor {
  return (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
}
