import type { Layer, Tensor, Tfjs } from '../../trainer/tfjs/tfjs.js';
import type { Shape } from './functionLayer.js';

/** A one-dimensional convolution of tfjs without padding. */
interface Convolution {
  readonly kernelSize: readonly number[];
  readonly dilationRate: number | readonly number[];
  padding: string;
  call(inputs: Tensor | Tensor[], kwargs: object): Tensor;
  computeOutputShape(input: Shape): Shape;
}

/** Puts zeros before the first step, so that no output sees a later step: tfjs has no causal padding. */
export function padCausally(tf: Tfjs, layer: Layer): Layer {
  const convolution = layer as unknown as Convolution;
  const { kernelSize, dilationRate } = convolution;
  const rate = typeof dilationRate === 'number' ? dilationRate : (dilationRate[0] ?? 1);
  const before = ((kernelSize[0] ?? 1) - 1) * rate;
  const call = convolution.call.bind(layer);
  const computeOutputShape = convolution.computeOutputShape.bind(layer);
  convolution.call = (inputs, kwargs) =>
    tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor;
      return call(
        tf.pad(x, [
          [0, 0],
          [before, 0],
          [0, 0],
        ]),
        kwargs,
      );
    });
  convolution.computeOutputShape = ([batch = null, steps = null, ...rest]) =>
    computeOutputShape([batch, steps === null ? null : steps + before, ...rest]);
  return layer;
}
