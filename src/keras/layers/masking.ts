import { codeOf } from '../../tfjs/layerCode.js';
import type { Tensor } from '../../tfjs/tfjs.js';
import type { LayerMaker } from './layerMaker.js';
import { tfjsLayer } from './tfjsLayer.js';

/** Masking behind other layers: what is masked has no gradient, and which it is has none either. tfjs asks for that one, and throws. */
export const masking: LayerMaker = (args, context) => {
  const { tf } = context;
  const maskValue = args.number('mask_value') ?? 0;
  const layer = tfjsLayer(args, context, { maskValue });
  const keeps = tf.customGrad((given) => {
    const x = given as Tensor;
    return { value: tf.any(tf.notEqual(x, maskValue), -1), gradFunc: () => tf.zeros(x.shape) };
  });
  const own = codeOf(layer);
  own.call = (inputs) =>
    tf.tidy(() => {
      const x = only(inputs);
      return tf.mul(x, tf.cast(tf.expandDims(keeps(x), -1), x.dtype));
    });
  own.computeMask = (inputs) => keeps(only(inputs));
  return layer;
};

function only(inputs: Tensor | Tensor[]): Tensor {
  const [x] = Array.isArray(inputs) ? inputs : [inputs];
  if (!x) throw new Error('Masking has no input');
  return x;
}
