import { codeOf, type Regularizer } from '../../tfjs/layerCode.js';
import type { Layer, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { isInNestedModel } from './nestedCall.js';

/** Adds a penalty on what a layer puts out, the mean over the batch, to the loss: tfjs refuses a layer that asks for it. */
export function penalizeActivity(tf: Tfjs, layer: Layer, regularizer: Regularizer): void {
  const own = codeOf(layer);
  const call = own.call.bind(layer);
  let penalty: Tensor | null = null;
  let kept: Tensor | null = null;
  own.call = (inputs, kwargs) => {
    const y = call(inputs, kwargs);
    penalty = tf.tidy(() => tf.div(regularizer.apply(y), y.shape[0] ?? 1));
    kept?.dispose();
    // The loss asks for it when tfjs may have disposed of what was computed on the way.
    kept = kwargs?.training && !isInNestedModel() ? null : tf.keep(penalty);
    return y;
  };
  own.addLoss(() => (penalty && !penalty.isDisposed ? tf.clone(penalty) : tf.scalar(0)));
}
