import type { Layer, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { Regularizer } from '../values/regularizers.js';
import { isInNestedModel } from './nestedCall.js';

interface Loss {
  call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor;
  addLoss(loss: () => Tensor): void;
}

/** Adds a penalty on what a layer puts out, the mean over the batch, to the loss: tfjs refuses a layer that asks for it. */
export function penalizeActivity(tf: Tfjs, layer: Layer, regularizer: Regularizer): void {
  const own = layer as unknown as Loss;
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
