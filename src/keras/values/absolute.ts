import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/**
 * |x| with TensorFlow's gradient, which is 0 where x is 0; tfjs's is -1 there, so that an L1 penalty would move a bias that starts with 0, which
 * Keras leaves where it is.
 */
export function absolute(tf: Tfjs, x: Tensor): Tensor {
  const withGradient = tf.customGrad((given, save) => {
    const own = given as Tensor;
    (save as (tensors: Tensor[]) => void)([own]);
    return {
      value: tf.abs(own),
      gradFunc: (dy: Tensor, [saved]: Tensor[]) => tf.mul(dy, signOf(tf, saved as Tensor)),
    };
  });
  return withGradient(x);
}

function signOf(tf: Tfjs, x: Tensor): Tensor {
  return tf.sub(tf.cast(tf.greater(x, 0), 'float32'), tf.cast(tf.less(x, 0), 'float32'));
}
