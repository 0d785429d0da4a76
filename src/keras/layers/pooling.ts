import type { Tensor } from '../../tfjs/tfjs.js';
import { tfLayer } from '../kerasContext.js';
import { dataFormat, spaceAxes } from './dataFormat.js';
import { functionLayer, type Shape } from './functionLayer.js';
import { layerArguments } from './inputShape.js';
import { type LayerRule, type LayerRules, named } from './layerRule.js';
import { padding } from './padding.js';

function pooling(name: string, dimensions: number): LayerRule {
  const rule: LayerRule = {
    order: 'pool_size strides padding data_format',
    make: (args, context) => {
      const poolSize = args.sizes('pool_size', dimensions) ?? Array(dimensions).fill(2);
      const strides = args.sizes('strides', dimensions) ?? poolSize;
      return tfLayer(context, name, {
        ...layerArguments(args, rule),
        poolSize: dimensions === 1 ? poolSize[0] : poolSize,
        strides: dimensions === 1 ? strides[0] : strides,
        padding: padding(args),
        ...(dimensions === 1 ? {} : { dataFormat: dataFormat(args, context) }),
      });
    },
  };
  return rule;
}

/** Over all of the space; also for the ranks and the kept dimensions that tfjs's own do not take. */
function globalPooling(className: string, rank: number, kind: 'mean' | 'max'): LayerRule {
  const rule: LayerRule = {
    order: 'data_format keepdims',
    make: (args, context) => {
      const { tf } = context;
      const channels = dataFormat(args, context);
      const keep = args.flag('keepdims') ?? false;
      return functionLayer(tf, layerArguments(args, rule), {
        className,
        rank,
        outputShape: (input) => pooledShape(input, spaceAxes(rank, channels), keep),
        call: (x: Tensor) => tf[kind](x, spaceAxes(rank, channels), keep),
        config: { data_format: channels === 'channelsFirst' ? 'channels_first' : 'channels_last', keepdims: keep },
      });
    },
  };
  return rule;
}

function pooledShape(input: Shape, axes: readonly number[], keep: boolean): Shape {
  if (keep) return input.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return input.filter((_, axis) => !axes.includes(axis));
}

export const poolingLayers: LayerRules = {
  ...named('MaxPooling1D MaxPool1D', pooling('maxPooling1d', 1)),
  ...named('MaxPooling2D MaxPool2D', pooling('maxPooling2d', 2)),
  ...named('MaxPooling3D MaxPool3D', pooling('maxPooling3d', 3)),
  ...named('AveragePooling1D AvgPool1D', pooling('averagePooling1d', 1)),
  ...named('AveragePooling2D AvgPool2D', pooling('averagePooling2d', 2)),
  ...named('AveragePooling3D AvgPool3D', pooling('averagePooling3d', 3)),
  ...named('GlobalAveragePooling1D GlobalAvgPool1D', globalPooling('GlobalAveragePooling1D', 3, 'mean')),
  ...named('GlobalAveragePooling2D GlobalAvgPool2D', globalPooling('GlobalAveragePooling2D', 4, 'mean')),
  ...named('GlobalAveragePooling3D GlobalAvgPool3D', globalPooling('GlobalAveragePooling3D', 5, 'mean')),
  ...named('GlobalMaxPooling1D GlobalMaxPool1D', globalPooling('GlobalMaxPooling1D', 3, 'max')),
  ...named('GlobalMaxPooling2D GlobalMaxPool2D', globalPooling('GlobalMaxPooling2D', 4, 'max')),
  ...named('GlobalMaxPooling3D GlobalMaxPool3D', globalPooling('GlobalMaxPooling3D', 5, 'max')),
};
