import { dataFormatOf, paddingOf } from '../arguments.js';
import type { ArgumentContext, Family, LayerArguments, LayerCall, LayerEntry, Signature } from '../layerEntry.js';
import { channelsOf, type Shape, type ShapedLayer, withSpace } from '../shapes/shapedLayer.js';
import { afterGrowing, afterSliding, windowOver } from '../shapes/window.js';

type Space = 1 | 2 | 3;

const weights =
  'use_bias kernel_initializer bias_initializer kernel_regularizer bias_regularizer activity_regularizer kernel_constraint bias_constraint';
const oldWeights =
  'kernel_regularizer bias_regularizer activity_regularizer kernel_constraint bias_constraint use_bias';

const oldSizes: Readonly<Record<Space, string>> = {
  1: 'kernel_size',
  2: 'nb_row nb_col',
  3: 'kernel_dim1 kernel_dim2 kernel_dim3',
};

/** Sizes of the window, which Keras 1 names one by one. */
export function kernelSizeOf(args: LayerArguments, space: number): readonly number[] | undefined {
  const old = oldSizes[space as Space].split(' ');
  if (space === 1 || !args.has(old[0] ?? '')) return args.sizes('kernel_size', space);
  const sizes = old.map((name) => args.number(name));
  return sizes.every((size) => size !== undefined) ? sizes.map(Math.floor) : undefined;
}

/** `Convolution2D(32, 3, 3)`: rows and columns stand where Keras 2 has size and strides. */
const isOldForm =
  (space: Space) =>
  ({ name, positional, named }: LayerCall, version: 1 | 2 | 3): boolean => {
    if (Array.isArray(positional[1])) return false;
    if (version === 1) return true;
    const numbers = positional.slice(1, 1 + space).filter((value) => typeof value === 'number');
    if (space === 1 || numbers.length < space) return false;
    return (
      /^(?:Atrous|De)?[Cc]onvolution/.test(name) || 'border_mode' in named || 'subsample' in named || 'init' in named
    );
  };

const sampleOf: Readonly<Record<Space, 'signal' | 'image' | 'volume'>> = { 1: 'signal', 2: 'image', 3: 'volume' };

/** What the arguments of every convolution say about shapes. */
export function describeConvolution(args: LayerArguments, context: ArgumentContext, space: Space) {
  return {
    filters: args.number('filters'),
    kernelSize: kernelSizeOf(args, space),
    strides: args.sizes('strides', space),
    dilationRate: args.sizes('dilation_rate', space),
    padding: paddingOf(args),
    dataFormat: dataFormatOf(args, context),
    useBias: args.flag('use_bias'),
    depthMultiplier: args.number('depth_multiplier'),
  };
}

function convolving(space: Space, order: string, more: Partial<LayerEntry>): LayerEntry {
  return {
    kind: 'convolution',
    space,
    rank: space + 2,
    sample: sampleOf[space],
    order,
    isOld: isOldForm(space),
    weights: 'kernel bias',
    sizedBy: 'filters',
    needs: 'filters kernel_size padding',
    computes: 'affine',
    describe: (args, context) => describeConvolution(args, context, space),
    window: (layer, input) => windowOver(layer, input, space),
    ...more,
  };
}

function convolution(space: Space): LayerEntry {
  const order = `filters kernel_size strides padding data_format dilation_rate groups activation ${weights}`;
  return convolving(space, order, {
    oldOrder: `filters ${oldSizes[space]} kernel_initializer activation weights padding strides data_format ${oldWeights} dilation_rate`,
    outputShape: (layer, input) => withFilters(layer, input, afterSliding(layer, input, space)),
    weightCount: (layer, input) => kernelCount(layer, input, space),
  });
}

function transposed(space: Space): LayerEntry {
  const order = `filters kernel_size strides padding output_padding data_format dilation_rate activation ${weights}`;
  return convolving(space, order, {
    transposed: true,
    oldOrder: `filters nb_row nb_col output_shape kernel_initializer activation weights padding strides data_format ${oldWeights}`,
    outputShape: (layer, input) => withFilters(layer, input, afterGrowing(layer, input, space)),
    weightCount: (layer, input) => kernelCount(layer, input, space),
  });
}

function separable(space: Space): LayerEntry {
  const names = ['initializer', 'regularizer', 'constraint'].map((part) => `kernel_${part}`).join(' ');
  return convolving(
    space,
    `filters kernel_size strides padding data_format dilation_rate depth_multiplier activation use_bias depthwise_initializer pointwise_initializer bias_initializer depthwise_regularizer pointwise_regularizer bias_regularizer activity_regularizer depthwise_constraint pointwise_constraint bias_constraint ${names}`,
    {
      oldOrder:
        'filters nb_row nb_col kernel_initializer activation weights padding strides depth_multiplier data_format depthwise_regularizer pointwise_regularizer bias_regularizer activity_regularizer depthwise_constraint pointwise_constraint bias_constraint use_bias',
      weights: 'depthwise pointwise bias',
      outputShape: (layer, input) => withFilters(layer, input, afterSliding(layer, input, space)),
      weightCount: (layer, input) => {
        const { filters, useBias = true } = layer;
        const each = depthwiseCount(layer, input, space);
        const channels = spread(layer, input, space);
        if (each === null || channels === null || filters === undefined) return null;
        return each + (channels + Number(useBias)) * filters;
      },
    },
  );
}

function depthwise(space: Space): LayerEntry {
  const order =
    'kernel_size strides padding depth_multiplier data_format dilation_rate activation use_bias depthwise_initializer bias_initializer depthwise_regularizer bias_regularizer activity_regularizer depthwise_constraint bias_constraint';
  const {
    sizedBy: _,
    isOld: __,
    ...entry
  } = convolving(space, order, {
    weights: 'depthwise bias',
    needs: 'kernel_size padding',
    outputShape: (layer, input) => {
      const after = afterSliding(layer, input, space);
      return after && withSpace(layer, input, after, spread(layer, input, space));
    },
    weightCount: (layer, input) => {
      const each = depthwiseCount(layer, input, space);
      const channels = spread(layer, input, space);
      return each === null || channels === null ? null : each + Number(layer.useBias ?? true) * channels;
    },
  });
  return entry;
}

function withFilters(layer: ShapedLayer, input: Shape, space: Shape | null): Shape | null {
  return space && withSpace(layer, input, space, layer.filters ?? null);
}

function kernelCount(layer: ShapedLayer, input: Shape, space: Space): number | null {
  const { filters, useBias = true } = layer;
  const places = kernelPlaces(layer, space);
  const channels = channelsOf(layer, input, space);
  if (places === null || channels === null || filters === undefined) return null;
  return (places * channels + Number(useBias)) * filters;
}

function depthwiseCount(layer: ShapedLayer, input: Shape, space: Space): number | null {
  const places = kernelPlaces(layer, space);
  const channels = spread(layer, input, space);
  return places === null || channels === null ? null : places * channels;
}

/** Channels that a depthwise convolution makes of those that it gets. */
function spread(layer: ShapedLayer, input: Shape, space: Space): number | null {
  const channels = channelsOf(layer, input, space);
  return channels === null ? null : channels * (layer.depthMultiplier ?? 1);
}

/** How many places a kernel has; the gaps of a dilation are none. */
export function kernelPlaces({ kernelSize }: ShapedLayer, space: number): number | null {
  if (kernelSize === undefined) return null;
  const sizes = typeof kernelSize === 'number' ? Array<number>(space).fill(kernelSize) : kernelSize;
  return sizes.reduce((count, size) => count * size, 1);
}

const dilatedOrder: Partial<Signature> = {
  oldOrder: `filters nb_row nb_col kernel_initializer activation weights padding strides dilation_rate data_format ${oldWeights}`,
};

const IMAGES_ONLY = 'tfjs has this convolution for images only. Use Conv1D';
const LOCALLY_CONNECTED = 'tfjs has no locally connected layers. Use Conv1D or Conv2D';

export const convolutions = {
  Conv1D: {
    ...convolution(1),
    aliases: ['Convolution1D', 'AtrousConv1D', 'AtrousConvolution1D'],
    tfjs: ['conv1d'],
  },
  Conv2D: {
    ...convolution(2),
    aliases: ['Convolution2D'],
    variants: { AtrousConv2D: dilatedOrder, AtrousConvolution2D: dilatedOrder },
    tfjs: ['conv2d'],
  },
  Conv3D: { ...convolution(3), aliases: ['Convolution3D'], tfjs: ['conv3d'] },
  Conv1DTranspose: { ...transposed(1), aliases: ['Convolution1DTranspose'], unsupported: IMAGES_ONLY },
  Conv2DTranspose: {
    ...transposed(2),
    aliases: ['Convolution2DTranspose', 'Deconv2D', 'Deconvolution2D'],
    tfjs: ['conv2dTranspose'],
  },
  Conv3DTranspose: {
    ...transposed(3),
    aliases: ['Convolution3DTranspose', 'Deconv3D', 'Deconvolution3D'],
    tfjs: ['conv3dTranspose'],
  },
  SeparableConv1D: { ...separable(1), aliases: ['SeparableConvolution1D'], unsupported: IMAGES_ONLY },
  SeparableConv2D: { ...separable(2), aliases: ['SeparableConvolution2D'], tfjs: ['separableConv2d'] },
  DepthwiseConv1D: { ...depthwise(1), unsupported: IMAGES_ONLY },
  DepthwiseConv2D: { ...depthwise(2), tfjs: ['depthwiseConv2d'] },
  LocallyConnected1D: { ...convolution(1), unsupported: LOCALLY_CONNECTED },
  LocallyConnected2D: { ...convolution(2), unsupported: LOCALLY_CONNECTED },
} satisfies Family;
