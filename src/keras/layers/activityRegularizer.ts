import type { Layer, Tensor, Tfjs } from '../../trainer/tfjs/tfjs.js';
import type { Regularizer } from '../values/regularizers.js';

interface Loss {
  call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor;
  addLoss(loss: () => Tensor): void;
}

/** Adds a penalty on what a layer puts out, the mean over the batch, to the loss: tfjs refuses a layer that asks for it. */
export function penalizeActivity(tf: Tfjs, layer: Layer, regularizer: Regularizer): void {
  const own = layer as unknown as Loss;
  const call = own.call.bind(layer);
  let output: Tensor | null = null;
  own.call = (inputs, kwargs) => {
    const y = call(inputs, kwargs);
    output = kwargs?.training ? y : null;
    return y;
  };
  own.addLoss(() =>
    output && !output.isDisposed ? tf.div(regularizer.apply(output), output.shape[0] ?? 1) : tf.scalar(0),
  );
}
