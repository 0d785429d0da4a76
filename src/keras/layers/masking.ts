import { codeOf } from '../../tfjs/layerCode.js';
import type { Tensor } from '../../tfjs/tfjs.js';
import type { LayerMaker } from './layerMaker.js';
import { tfjsLayer } from './tfjsLayer.js';

/** Masking behind other layers: what is masked has no gradient, and which it is has none either. tfjs asks for that one, and throws. */
export const masking: LayerMaker = (args, context) => {
  const { tf } = context;
  const maskValue = args.number('mask_value') ?? 0;
  const layer = tfjsLayer(args, context, { maskValue });
  const kept = tf.customGrad((given) => {
    const x = given as Tensor;
    return {
      value: tf.cast(tf.any(tf.notEqual(x, maskValue), -1, true), x.dtype),
      gradFunc: () => tf.zeros(x.shape),
    };
  });
  codeOf(layer).call = (inputs) =>
    tf.tidy(() => {
      const [x] = Array.isArray(inputs) ? inputs : [inputs];
      if (!x) throw new Error('Masking has no input');
      return tf.mul(x, kept(x));
    });
  return layer;
};
