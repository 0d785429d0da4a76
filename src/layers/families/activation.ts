import type { Family, LayerEntry } from '../layerEntry.js';
import { product, sameShape } from '../shapes/shapedLayer.js';

/** Activations that are layers of their own. */
function activation(tfjs: string, order: string, more: Partial<LayerEntry> = {}): LayerEntry {
  return { kind: 'activation', tfjs: [tfjs], order, computes: 'nonlinear', outputShape: sameShape, ...more };
}

export const activations = {
  Activation: activation('activation', 'activation', { needs: 'activation' }),
  // A slope for negative inputs is a number of its own here, and not Keras 3's name for the alpha of a LeakyReLU.
  ReLU: activation('reLU', 'max_value negative_slope threshold', { oldNames: { negative_slope: 'negative_slope' } }),
  LeakyReLU: activation('leakyReLU', 'alpha'),
  PReLU: activation('prelu', 'alpha_initializer alpha_regularizer alpha_constraint shared_axes', {
    oldOrder: 'alpha_initializer weights shared_axes',
    oldNames: { init: 'alpha_initializer' },
    weights: 'alpha',
    describe: (args) => ({ axis: args.shape('shared_axes')?.map((axis) => axis ?? 0) }),
    weightCount: ({ axis = [] }, input) => {
      const shared = typeof axis === 'number' ? [axis] : axis;
      return product(input.slice(1).map((size, index) => (shared.includes(index + 1) ? 1 : size)));
    },
  }),
  ELU: activation('elu', 'alpha'),
  ThresholdedReLU: activation('thresholdedReLU', 'theta'),
  Softmax: activation('softmax', 'axis'),
} satisfies Family;
