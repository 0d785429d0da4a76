import type { BoundArguments } from '../arguments/boundArguments.js';
import { tfLayer } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { isOldForm, windowArguments } from './convolution.js';
import { dilate } from './dilatedLayers.js';
import { layerArguments } from './inputShape.js';
import { type LayerRule, type LayerRules, named } from './layerRule.js';
import { weightArguments, weightNames } from './weightArguments.js';

const depthwiseOrder =
  'kernel_size strides padding depth_multiplier data_format dilation_rate activation use_bias depthwise_initializer bias_initializer depthwise_regularizer bias_regularizer activity_regularizer depthwise_constraint bias_constraint';

const separable: LayerRule = {
  order: `filters kernel_size strides padding data_format dilation_rate depth_multiplier activation use_bias depthwise_initializer pointwise_initializer bias_initializer depthwise_regularizer pointwise_regularizer bias_regularizer activity_regularizer depthwise_constraint pointwise_constraint bias_constraint ${weightNames('kernel')}`,
  oldOrder:
    'filters nb_row nb_col kernel_initializer activation weights padding strides depth_multiplier data_format depthwise_regularizer pointwise_regularizer bias_regularizer activity_regularizer depthwise_constraint pointwise_constraint bias_constraint use_bias',
  isOld: (call, version) => isOldForm(call, 2, version),
  make: (args, context) => {
    const window = lastOnly(args, windowArguments(args, context, 2));
    const starts = weightArguments(args, context, 'depthwise pointwise bias');
    const layer = tfLayer(context, 'separableConv2d', {
      ...layerArguments(args, separable),
      filters: args.size('filters'),
      ...window,
      depthMultiplier: args.number('depth_multiplier') ?? 1,
      ...starts,
    });
    // tfjs takes the depthwise one for both.
    Object.assign(layer, { pointwiseInitializer: starts.pointwiseInitializer });
    return window.dilationRate ? dilate(context.tf, layer) : layer;
  },
};

/** tfjs adds the bias of a separable convolution to the wrong axis where channels come first. */
function lastOnly(args: BoundArguments, window: Record<string, unknown>): Record<string, unknown> {
  if (window.dataFormat !== 'channelsFirst') return window;
  throw kerasProblem(
    args.call,
    `tfjs has no channels_first in ${args.call.name}. Move the channels last, or use Conv2D.`,
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
    return window.dilationRate ? dilate(context.tf, layer) : layer;
  },
};

export const separableLayers: LayerRules = {
  ...named('SeparableConv2D SeparableConvolution2D', separable),
  DepthwiseConv2D: depthwise,
};
