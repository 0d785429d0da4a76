import type { Layer, Tensor, Tfjs } from '../../trainer/tfjs/tfjs.js';
import type { Regularizer } from '../values/regularizers.js';

interface Loss {
  call(inputs: Tensor | Tensor[], kwargs: object): Tensor;
  addLoss(loss: () => Tensor): void;
}

/** Adds a penalty on what a layer puts out, the mean over the batch, to the loss: tfjs refuses a layer that asks for it. */
export function penalizeActivity(tf: Tfjs, layer: Layer, regularizer: Regularizer): void {
  const own = layer as unknown as Loss;
  const call = own.call.bind(layer);
  let penalty: Tensor | null = null;
  own.call = (inputs, kwargs) => {
    const y = call(inputs, kwargs);
    penalty?.dispose();
    // The loss asks for it when the output, and whatever a nested model made, may be disposed of.
    penalty = tf.keep(tf.tidy(() => tf.div(regularizer.apply(y), y.shape[0] ?? 1)));
    return y;
  };
  own.addLoss(() => (penalty ? tf.clone(penalty) : tf.scalar(0)));
}
