import type { KerasCall } from '../../protocol/keras.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { type KerasContext, tfLayer } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { activation } from '../values/activations.js';
import { dataFormat } from './dataFormat.js';
import { dilate } from './dilatedLayers.js';
import { layerArguments } from './inputShape.js';
import { type LayerRule, type LayerRules, named } from './layerRule.js';
import { padding } from './padding.js';
import { weightArguments } from './weightArguments.js';

const weights =
  'use_bias kernel_initializer bias_initializer kernel_regularizer bias_regularizer activity_regularizer kernel_constraint bias_constraint';
const oldWeights =
  'kernel_regularizer bias_regularizer activity_regularizer kernel_constraint bias_constraint use_bias';

/** Sizes of the window, which Keras 1 names one by one. */
export function kernelSize(args: BoundArguments, dimensions: number): number[] {
  const old = dimensions === 2 ? ['nb_row', 'nb_col'] : ['kernel_dim1', 'kernel_dim2', 'kernel_dim3'];
  if (args.has(old[0] ?? '')) return old.map((name) => args.size(name));
  const size = args.sizes('kernel_size', dimensions);
  if (!size) throw kerasProblem(args.call, `${args.call.name} needs a kernel_size.`);
  return size;
}

/** What all convolutions have, but the weights. */
export function windowArguments(
  args: BoundArguments,
  context: KerasContext,
  dimensions: number,
): Record<string, unknown> {
  const { call } = args;
  const groups = args.number('groups') ?? 1;
  if (groups !== 1)
    throw kerasProblem(call, `tfjs has no groups in ${call.name}. Remove groups, or use DepthwiseConv2D.`);
  const format = dataFormat(args, context);
  if (format === 'channelsFirst' && dimensions === 1) {
    throw kerasProblem(call, `tfjs has no channels_first in ${call.name}. Move the channels last.`);
  }
  const strides = args.sizes('strides', dimensions);
  const dilationRate = args.sizes('dilation_rate', dimensions);
  const hasGaps = dilationRate?.some((rate) => rate !== 1) ?? false;
  if (hasGaps && (dimensions === 3 || /LSTM/.test(call.name))) {
    throw kerasProblem(call, `tfjs cannot train ${call.name} with a dilation_rate. Remove it.`);
  }
  if (hasGaps && strides?.some((stride) => stride !== 1)) {
    throw kerasProblem(call, `${call.name} takes strides or a dilation_rate, not both.`);
  }
  return {
    kernelSize: kernelSize(args, dimensions),
    strides,
    padding: padding(args, dimensions === 1),
    dataFormat: format,
    dilationRate: hasGaps ? dilationRate : undefined,
    activation: activation(args.value('activation'), call, context),
    useBias: args.flag('use_bias'),
  };
}

function convolution(name: string, dimensions: number): LayerRule {
  const sizes =
    dimensions === 2 ? 'nb_row nb_col' : dimensions === 3 ? 'kernel_dim1 kernel_dim2 kernel_dim3' : 'kernel_size';
  const rule: LayerRule = {
    order: `filters kernel_size strides padding data_format dilation_rate groups activation ${weights}`,
    oldOrder: `filters ${sizes} kernel_initializer activation weights padding strides data_format ${oldWeights} dilation_rate`,
    isOld: (call, version) => isOldForm(call, dimensions, version),
    takesSteps: dimensions === 1,
    make: (args, context) => {
      const window = windowArguments(args, context, dimensions);
      const causal = window.padding === 'causal';
      const layer = tfLayer(context, name, {
        ...layerArguments(args, rule),
        filters: args.size('filters'),
        ...window,
        ...(causal ? { padding: 'valid' } : {}),
        ...weightArguments(args, context, 'kernel bias'),
      });
      return causal || window.dilationRate ? dilate(context.tf, layer, causal) : layer;
    },
  };
  return rule;
}

/** `Convolution2D(32, 3, 3)`: rows and columns stand where Keras 2 has size and strides. */
export function isOldForm(
  { name, positional, named: given }: KerasCall,
  dimensions: number,
  version: 1 | 2 | 3,
): boolean {
  if (Array.isArray(positional[1])) return false;
  if (version === 1) return true;
  const numbers = positional.slice(1, 1 + dimensions).filter((value) => typeof value === 'number');
  if (dimensions === 1 || numbers.length < dimensions) return false;
  return (
    /^(?:Atrous|De)?[Cc]onvolution/.test(name) || 'border_mode' in given || 'subsample' in given || 'init' in given
  );
}

function transposed(name: string, dimensions: number): LayerRule {
  const rule: LayerRule = {
    order: `filters kernel_size strides padding output_padding data_format dilation_rate activation ${weights}`,
    oldOrder: `filters nb_row nb_col output_shape kernel_initializer activation weights padding strides data_format ${oldWeights}`,
    isOld: (call, version) => isOldForm(call, dimensions, version),
    make: (args, context) => {
      const { call } = args;
      const window = windowArguments(args, context, dimensions);
      if (window.dilationRate) throw kerasProblem(call, `tfjs has no dilation_rate in ${call.name}. Remove it.`);
      if (args.sizes('output_padding', dimensions)?.some((size) => size !== 0)) {
        throw kerasProblem(
          call,
          `tfjs has no output_padding in ${call.name}. Remove it, and crop or pad after the layer.`,
        );
      }
      return tfLayer(context, name, {
        ...layerArguments(args, rule),
        filters: args.size('filters'),
        ...window,
        ...weightArguments(args, context, 'kernel bias'),
      });
    },
  };
  return rule;
}

const dilated: LayerRule = {
  ...convolution('conv2d', 2),
  oldOrder: `filters nb_row nb_col kernel_initializer activation weights padding strides dilation_rate data_format ${oldWeights}`,
};

export const convolutionLayers: LayerRules = {
  ...named('Conv1D Convolution1D AtrousConv1D AtrousConvolution1D', convolution('conv1d', 1)),
  ...named('Conv2D Convolution2D', convolution('conv2d', 2)),
  ...named('AtrousConv2D AtrousConvolution2D', dilated),
  ...named('Conv3D Convolution3D', convolution('conv3d', 3)),
  ...named('Conv2DTranspose Convolution2DTranspose Deconv2D Deconvolution2D', transposed('conv2dTranspose', 2)),
  ...named('Conv3DTranspose Convolution3DTranspose Deconv3D Deconvolution3D', transposed('conv3dTranspose', 3)),
};
