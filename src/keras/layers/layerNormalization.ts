import { codeOf, type LayerNormalization } from '../../tfjs/layerCode.js';
import type { Layer, Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** From elementary operations, for inputs of any rank: tfjs's own stops at four dimensions and copies the moments for each value. */
export function followKerasLayerNorm(tf: Tfjs, layer: Layer): Layer {
  const norm = codeOf<LayerNormalization>(layer);
  norm.call = (inputs) =>
    tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
      const { mean, variance } = tf.moments(x, norm.axis, true);
      const shape = x.shape.map((size, axis) => (norm.axis.includes(axis) ? size : 1));
      const normed = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, norm.epsilon)));
      const scaled = norm.gamma ? tf.mul(normed, tf.reshape(norm.gamma.read(), shape)) : normed;
      return norm.beta ? tf.add(scaled, tf.reshape(norm.beta.read(), shape)) : scaled;
    });
  return layer;
}
