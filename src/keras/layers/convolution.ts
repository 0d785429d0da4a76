import { type convolutions, kernelSizeOf } from '../../layers/families/convolution.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { activation } from '../values/activations.js';
import { dilate } from './dilatedLayers.js';
import type { LayerMaker, MakersOf } from './layerMaker.js';
import { dataFormat, padding } from './spaceArguments.js';
import { tfjsLayer } from './tfjsLayer.js';
import { weightArguments } from './weightArguments.js';

/** What all convolutions have, but the weights. @param canDilate whether tfjs can train it with gaps in its kernel */
export function windowArguments(
  args: BoundArguments,
  context: KerasContext,
  dimensions: number,
  canDilate = dimensions < 3,
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
  if (hasGaps && !canDilate) {
    throw kerasProblem(call, `tfjs cannot train ${call.name} with a dilation_rate. Remove it.`);
  }
  if (hasGaps && strides?.some((stride) => stride !== 1)) {
    throw kerasProblem(call, `${call.name} takes strides or a dilation_rate, not both.`);
  }
  const kernelSize = kernelSizeOf(args, dimensions);
  if (!kernelSize) throw kerasProblem(call, `${call.name} needs a kernel_size.`);
  const wrong = kernelSize.find((size) => !(size > 0));
  if (wrong !== undefined) throw args.wrong('kernel_size', 'positive whole numbers', wrong);
  return {
    kernelSize,
    strides,
    padding: padding(args, dimensions === 1),
    dataFormat: format,
    dilationRate: hasGaps ? dilationRate : undefined,
    activation: activation(args.value('activation'), call, context),
    useBias: args.flag('use_bias'),
  };
}

const convolution =
  (dimensions: number): LayerMaker =>
  (args, context) => {
    const window = windowArguments(args, context, dimensions);
    const causal = window.padding === 'causal';
    const layer = tfjsLayer(args, context, {
      filters: args.size('filters'),
      ...window,
      ...(causal ? { padding: 'valid' } : {}),
      ...weightArguments(args, context),
    });
    return causal || window.dilationRate ? dilate(context.tf, layer, causal) : layer;
  };

const transposed =
  (dimensions: number): LayerMaker =>
  (args, context) => {
    const { call } = args;
    const window = windowArguments(args, context, dimensions);
    if (window.dilationRate) throw kerasProblem(call, `tfjs has no dilation_rate in ${call.name}. Remove it.`);
    if (args.sizes('output_padding', dimensions)?.some((size) => size !== 0)) {
      throw kerasProblem(
        call,
        `tfjs has no output_padding in ${call.name}. Remove it, and crop or pad after the layer.`,
      );
    }
    return tfjsLayer(args, context, {
      filters: args.size('filters'),
      ...window,
      ...weightArguments(args, context),
    });
  };

const separable: LayerMaker = (args, context) => {
  const window = windowArguments(args, context, 2);
  if (window.dataFormat === 'channelsFirst') {
    // tfjs adds its bias to the wrong axis there.
    throw kerasProblem(
      args.call,
      `tfjs has no channels_first in ${args.call.name}. Move the channels last, or use Conv2D.`,
    );
  }
  const starts = weightArguments(args, context);
  const layer = tfjsLayer(args, context, {
    filters: args.size('filters'),
    ...window,
    depthMultiplier: args.number('depth_multiplier') ?? 1,
    ...starts,
  });
  // tfjs takes the depthwise one for both.
  Object.assign(layer, { pointwiseInitializer: starts.pointwiseInitializer });
  return window.dilationRate ? dilate(context.tf, layer) : layer;
};

const depthwise: LayerMaker = (args, context) => {
  const window = windowArguments(args, context, 2);
  const layer = tfjsLayer(args, context, {
    ...window,
    depthMultiplier: args.number('depth_multiplier') ?? 1,
    ...weightArguments(args, context),
  });
  return window.dilationRate ? dilate(context.tf, layer) : layer;
};

export const convolutionMakers: MakersOf<typeof convolutions> = {
  Conv1D: convolution(1),
  Conv2D: convolution(2),
  Conv3D: convolution(3),
  Conv2DTranspose: transposed(2),
  Conv3DTranspose: transposed(3),
  SeparableConv2D: separable,
  DepthwiseConv2D: depthwise,
};
