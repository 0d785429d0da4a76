import type { Tensor } from '@tensorflow/tfjs-core';
import { engineOf } from '../../tfjs/engine.js';
import { patchGradient } from '../../tfjs/patch.js';
import type { Tfjs } from '../../tfjs/tfjs.js';

/** Registers gradients that tfjs lacks on every backend: those of conv3dTranspose, and of the comparison in thresholdedReLU. */
export function addMissingGradients(tf: Tfjs): void {
  const run = (kernel: string, inputs: Record<string, Tensor>, attributes: Record<string, unknown>) =>
    engineOf(tf).runKernel(kernel, inputs, attributes) as Tensor;
  patchGradient(tf, 'missing', 'Conv3DBackpropInputV2', () => ({
    inputsToSave: ['dy', 'filter'],
    gradFunc: (gradient, [dy, filter], attributes) => {
      const { strides, pad } = attributes as unknown as { strides: unknown; pad: unknown };
      const [output, input, weights] = [gradient, dy, filter] as [Tensor, Tensor, Tensor];
      const convolution = { strides, pad, dataFormat: 'NDHWC', dilations: [1, 1, 1] };
      return {
        dy: () => run('Conv3D', { x: output, filter: weights }, convolution),
        filter: () =>
          run('Conv3DBackpropFilterV2', { x: output, dy: input }, { strides, pad, filterShape: weights.shape }),
      };
    },
  }));
  patchGradient(tf, 'missing', 'Greater', () => ({
    inputsToSave: ['a', 'b'],
    gradFunc: (_gradient, [a, b]) => ({
      a: () => tf.zerosLike(a as Tensor),
      b: () => tf.zerosLike(b as Tensor),
    }),
  }));
}
