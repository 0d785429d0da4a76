import { dataFormatOf, paddingOf } from '../arguments.js';
import type { Family, LayerEntry } from '../layerEntry.js';
import { channelsOf, withSpace } from '../shapes/shapedLayer.js';
import { afterSliding, windowOver } from '../shapes/window.js';

type Space = 1 | 2 | 3;
type Computes = LayerEntry['computes'];

const USUAL_POOL = 2;

/** Everything that a pool of the space shares. */
const pools = (space: Space) =>
  ({
    kind: 'pooling',
    space,
    rank: space + 2,
    sample: ({ 1: 'signal', 2: 'image', 3: 'volume' } as const)[space],
  }) as const;

function pooling(space: Space, computes: Computes, short: string, tfjs: readonly string[]): LayerEntry {
  return {
    ...pools(space),
    aliases: [`${short}${space}D`],
    tfjs,
    order: 'pool_size strides padding data_format',
    needs: 'pool_size',
    computes,
    describe: (args, context) => ({
      poolSize: args.sizes('pool_size', space) ?? Array<number>(space).fill(USUAL_POOL),
      strides: args.sizes('strides', space),
      padding: paddingOf(args),
      dataFormat: dataFormatOf(args, context),
    }),
    window: (layer, input) => windowOver(layer, input, space),
    outputShape: (layer, input) => {
      const after = afterSliding(layer, input, space);
      return after && withSpace(layer, input, after, channelsOf(layer, input, space));
    },
  };
}

/** Over all of the space. */
function globalPooling(space: Space, computes: Computes, short: string, tfjs: readonly string[] = []): LayerEntry {
  return {
    ...pools(space),
    aliases: [`${short}${space}D`],
    tfjs,
    order: 'data_format keepdims',
    computes,
    describe: (args, context) => ({ dataFormat: dataFormatOf(args, context), keepDims: args.flag('keepdims') }),
    outputShape: (layer, input) => {
      const channels = channelsOf(layer, input, space);
      return layer.keepDims
        ? withSpace(layer, input, Array<number>(space).fill(1), channels)
        : [input[0] ?? null, channels];
    },
  };
}

export const pooled = {
  MaxPooling1D: pooling(1, 'nonlinear', 'MaxPool', ['maxPooling1d', 'maxPool1d']),
  MaxPooling2D: pooling(2, 'nonlinear', 'MaxPool', ['maxPooling2d', 'maxPool2d']),
  MaxPooling3D: pooling(3, 'nonlinear', 'MaxPool', ['maxPooling3d']),
  AveragePooling1D: pooling(1, 'affine', 'AvgPool', ['averagePooling1d', 'avgPool1d', 'avgPooling1d']),
  AveragePooling2D: pooling(2, 'affine', 'AvgPool', ['averagePooling2d', 'avgPool2d', 'avgPooling2d']),
  AveragePooling3D: pooling(3, 'affine', 'AvgPool', ['averagePooling3d', 'avgPool3d', 'avgPooling3d']),
  GlobalMaxPooling1D: globalPooling(1, 'nonlinear', 'GlobalMaxPool', ['globalMaxPooling1d', 'globalMaxPool1d']),
  GlobalMaxPooling2D: globalPooling(2, 'nonlinear', 'GlobalMaxPool', ['globalMaxPooling2d', 'globalMaxPool2d']),
  GlobalMaxPooling3D: globalPooling(3, 'nonlinear', 'GlobalMaxPool'),
  GlobalAveragePooling1D: globalPooling(1, 'affine', 'GlobalAvgPool', ['globalAveragePooling1d']),
  GlobalAveragePooling2D: globalPooling(2, 'affine', 'GlobalAvgPool', ['globalAveragePooling2d']),
  GlobalAveragePooling3D: globalPooling(3, 'affine', 'GlobalAvgPool'),
} satisfies Family;
