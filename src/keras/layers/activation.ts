import type { activations } from '../../layers/families/activation.js';
import { codeOf } from '../../tfjs/layerCode.js';
import type { Layer, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { activation, elu } from '../values/activations.js';
import { functionLayer } from './functionLayer.js';
import type { LayerMaker, MakersOf } from './layerMaker.js';
import { tfjsLayer } from './tfjsLayer.js';
import { weightArguments } from './weightArguments.js';

const reluLayer: LayerMaker = (args, context) => {
  const [slope, threshold] = [args.number('negative_slope') ?? 0, args.number('threshold') ?? 0];
  const maxValue = args.number('max_value');
  if (slope === 0 && threshold === 0) return tfjsLayer(args, context, { maxValue });
  return functionLayer(args, context, {
    call: (x) => relu(context.tf, x, slope, threshold, maxValue),
    config: { max_value: maxValue ?? null, negative_slope: slope, threshold },
  });
};

function relu(tf: Tfjs, x: Tensor, slope: number, threshold: number, maxValue: number | undefined): Tensor {
  const above = tf.mul(x, tf.cast(tf.greaterEqual(x, threshold), 'float32'));
  const positive = maxValue === undefined ? above : tf.minimum(above, maxValue);
  const below = tf.mul(slope, tf.minimum(tf.sub(x, threshold), 0));
  return tf.add(positive, below);
}

const eluLayer: LayerMaker = (args, context) => {
  const alpha = args.number('alpha') ?? 1;
  if (alpha === 1) return keepingMasks(tfjsLayer(args, context));
  return functionLayer(args, context, { call: (x) => elu(context.tf, x, alpha), config: { alpha } });
};

const softmax: LayerMaker = (args, context) => {
  const given = args.value('axis') ?? -1;
  const axes = (Array.isArray(given) ? given : [given]).map(Number);
  if (axes.join() === '-1') return tfjsLayer(args, context, { axis: -1 });
  return functionLayer(args, context, { call: (x) => softmaxOver(context.tf, x, axes), config: { axis: given } });
};

/** tfjs has a softmax over the last axis alone. */
function softmaxOver(tf: Tfjs, x: Tensor, axes: number[]): Tensor {
  return tf.exp(tf.sub(x, tf.logSumExp(x, axes, true)));
}

/** In Keras it hands masks on; tfjs's own ends them. */
function keepingMasks(layer: Layer): Layer {
  codeOf(layer).supportsMasking = true;
  return layer;
}

export const activationMakers: MakersOf<typeof activations> = {
  Activation: (args, context) =>
    tfjsLayer(args, context, { activation: activation(args.value('activation'), args.call, context) }),
  ReLU: reluLayer,
  LeakyReLU: (args, context) => keepingMasks(tfjsLayer(args, context, { alpha: args.number('alpha') ?? 0.3 })),
  PReLU: (args, context) =>
    tfjsLayer(args, context, { ...weightArguments(args, context), sharedAxes: args.shape('shared_axes') }),
  ELU: eluLayer,
  ThresholdedReLU: (args, context) => keepingMasks(tfjsLayer(args, context, { theta: args.number('theta') ?? 1 })),
  Softmax: softmax,
};
