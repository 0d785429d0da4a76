import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { tfLayer } from '../kerasContext.js';
import { activation, elu } from '../values/activations.js';
import { functionLayer } from './functionLayer.js';
import { layerArguments } from './inputShape.js';
import type { LayerRule, LayerRules } from './layerRule.js';
import { weightArguments } from './weightArguments.js';

const activationLayer: LayerRule = {
  order: 'activation',
  make: (args, context) =>
    tfLayer(context, 'activation', {
      ...layerArguments(args, activationLayer),
      activation: activation(args.value('activation'), args.call, context),
    }),
};

const reluLayer: LayerRule = {
  order: 'max_value negative_slope threshold',
  make: (args, context) => {
    const [slope, threshold] = [args.number('negative_slope') ?? 0, args.number('threshold') ?? 0];
    const maxValue = args.number('max_value');
    if (slope === 0 && threshold === 0)
      return tfLayer(context, 'reLU', { ...layerArguments(args, reluLayer), maxValue });
    return functionLayer(context.tf, layerArguments(args, reluLayer), {
      className: 'ReLU',
      rank: null,
      call: (x) => relu(context.tf, x, slope, threshold, maxValue),
      config: { max_value: maxValue ?? null, negative_slope: slope, threshold },
    });
  },
};

function relu(tf: Tfjs, x: Tensor, slope: number, threshold: number, maxValue: number | undefined): Tensor {
  const above = tf.mul(x, tf.cast(tf.greaterEqual(x, threshold), 'float32'));
  const positive = maxValue === undefined ? above : tf.minimum(above, maxValue);
  const below = tf.mul(slope, tf.minimum(tf.sub(x, threshold), 0));
  return tf.add(positive, below);
}

const leakyRelu: LayerRule = {
  order: 'alpha',
  make: (args, context) =>
    tfLayer(context, 'leakyReLU', { ...layerArguments(args, leakyRelu), alpha: args.number('alpha') ?? 0.3 }),
};

const prelu: LayerRule = {
  order: 'alpha_initializer alpha_regularizer alpha_constraint shared_axes',
  oldOrder: 'alpha_initializer weights shared_axes',
  make: (args, context) =>
    tfLayer(context, 'prelu', {
      ...layerArguments(args, prelu),
      ...weightArguments(args, context, 'alpha'),
      sharedAxes: args.shape('shared_axes'),
    }),
};

const eluLayer: LayerRule = {
  order: 'alpha',
  make: (args, context) => {
    const alpha = args.number('alpha') ?? 1;
    if (alpha === 1) return tfLayer(context, 'elu', layerArguments(args, eluLayer));
    return functionLayer(context.tf, layerArguments(args, eluLayer), {
      className: 'ELU',
      rank: null,
      call: (x) => elu(context.tf, x, alpha),
      config: { alpha },
    });
  },
};

const thresholdedRelu: LayerRule = {
  order: 'theta',
  make: (args, context) =>
    tfLayer(context, 'thresholdedReLU', { ...layerArguments(args, thresholdedRelu), theta: args.number('theta') ?? 1 }),
};

const softmax: LayerRule = {
  order: 'axis',
  make: (args, context) => {
    const given = args.value('axis') ?? -1;
    const axes = (Array.isArray(given) ? given : [given]).map(Number);
    if (axes.join() === '-1') return tfLayer(context, 'softmax', { ...layerArguments(args, softmax), axis: -1 });
    return functionLayer(context.tf, layerArguments(args, softmax), {
      className: 'Softmax',
      rank: null,
      call: (x) => softmaxOver(context.tf, x, axes),
      config: { axis: given },
    });
  },
};

/** tfjs has a softmax over the last axis alone. */
function softmaxOver(tf: Tfjs, x: Tensor, axes: number[]): Tensor {
  return tf.exp(tf.sub(x, tf.logSumExp(x, axes, true)));
}

export const activationLayers: LayerRules = {
  Activation: activationLayer,
  ReLU: reluLayer,
  LeakyReLU: leakyRelu,
  PReLU: prelu,
  ELU: eluLayer,
  ThresholdedReLU: thresholdedRelu,
  Softmax: softmax,
};
