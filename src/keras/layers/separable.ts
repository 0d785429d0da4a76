import type { Layer, LayerVariable, Tensor, Tfjs } from '../../trainer/tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { type KerasContext, tfLayer } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import type { Activation } from '../values/customActivation.js';
import { isOldForm, windowArguments } from './convolution.js';
import type { Shape } from './functionLayer.js';
import { layerArguments } from './inputShape.js';
import { type LayerRule, type LayerRules, named } from './layerRule.js';
import { weightArguments, weightNames } from './weightArguments.js';

const depthwiseOrder =
  'kernel_size strides padding depth_multiplier data_format dilation_rate activation use_bias depthwise_initializer bias_initializer depthwise_regularizer bias_regularizer activity_regularizer depthwise_constraint bias_constraint';

const separable: LayerRule = {
  order: `filters kernel_size strides padding data_format dilation_rate depth_multiplier activation use_bias depthwise_initializer pointwise_initializer bias_initializer depthwise_regularizer pointwise_regularizer bias_regularizer activity_regularizer depthwise_constraint pointwise_constraint bias_constraint ${weightNames('kernel')}`,
  oldOrder:
    'filters nb_row nb_col kernel_initializer activation weights padding strides depth_multiplier data_format depthwise_regularizer pointwise_regularizer bias_regularizer activity_regularizer depthwise_constraint pointwise_constraint bias_constraint use_bias',
  isOld: (call) => isOldForm(call, 2),
  make: (args, context) => {
    const starts = weightArguments(args, context, 'depthwise pointwise bias');
    const layer = tfLayer(context, 'separableConv2d', {
      ...layerArguments(args, separable),
      filters: args.size('filters'),
      ...lastOnly(args, windowArguments(args, context, 2)),
      depthMultiplier: args.number('depth_multiplier') ?? 1,
      ...starts,
    });
    // tfjs takes the depthwise one for both.
    return Object.assign(layer, { pointwiseInitializer: starts.pointwiseInitializer });
  },
};

/** tfjs adds the bias of a separable convolution to the wrong axis where channels come first. */
function lastOnly(args: BoundArguments, window: Record<string, unknown>): Record<string, unknown> {
  if (window.dataFormat !== 'channelsFirst') return window;
  throw kerasProblem(
    args.call,
    `tfjs has no channels_first in ${args.call.name}. Put the channels last, or take Conv2D.`,
  );
}

const depthwise: LayerRule = {
  order: depthwiseOrder,
  make: (args, context) => {
    const window = windowArguments(args, context, 2);
    const layer = tfLayer(context, 'depthwiseConv2d', {
      ...layerArguments(args, depthwise),
      ...window,
      depthMultiplier: args.number('depth_multiplier') ?? 1,
      ...weightArguments(args, context, 'depthwise bias'),
    });
    return window.dilationRate ? dilate(args, context, layer) : layer;
  },
};

interface Depthwise {
  readonly depthwiseKernel: LayerVariable;
  readonly bias: LayerVariable | null;
  readonly kernelSize: readonly [number, number];
  readonly strides: [number, number];
  readonly padding: 'same' | 'valid';
  readonly dilationRate: [number, number];
  readonly activation: Activation;
  call(inputs: Tensor | Tensor[]): Tensor;
  computeOutputShape(input: Shape): Shape;
}

/** tfjs's layer reads no dilation rate, its operation does. */
function dilate(args: BoundArguments, { tf }: KerasContext, layer: Layer): Layer {
  const own = layer as unknown as Depthwise;
  if ((layer as unknown as { dataFormat: string }).dataFormat === 'channelsFirst') {
    throw kerasProblem(
      args.call,
      'tfjs has no dilation with channels_first in DepthwiseConv2D. Put the channels last.',
    );
  }
  own.call = (inputs) => tf.tidy(() => dilatedCall(tf, own, (Array.isArray(inputs) ? inputs[0] : inputs) as Tensor));
  const computeOutputShape = own.computeOutputShape.bind(layer);
  own.computeOutputShape = (input) => {
    if (own.padding === 'same') return computeOutputShape(input);
    const lost = (i: 0 | 1) => (own.kernelSize[i] - 1) * (own.dilationRate[i] - 1);
    const [batch = null, rows = null, columns = null, channels = null] = input;
    return computeOutputShape([batch, rows && rows - lost(0), columns && columns - lost(1), channels]);
  };
  return layer;
}

function dilatedCall(tf: Tfjs, own: Depthwise, x: Tensor): Tensor {
  const kernel = own.depthwiseKernel.read() as unknown as Parameters<Tfjs['depthwiseConv2d']>[1];
  type Image = Parameters<Tfjs['depthwiseConv2d']>[0];
  const y: Tensor = tf.depthwiseConv2d(
    x as unknown as Image,
    kernel,
    own.strides,
    own.padding,
    'NHWC',
    own.dilationRate,
  ) as Tensor;
  return own.activation.apply(own.bias ? tf.add(y, own.bias.read()) : y);
}

export const separableLayers: LayerRules = {
  ...named('SeparableConv2D SeparableConvolution2D', separable),
  DepthwiseConv2D: depthwise,
};
