import type { pooled } from '../../layers/families/pooling.js';
import { functionLayer } from './functionLayer.js';
import type { LayerMaker, MakersOf } from './layerMaker.js';
import { dataFormat, padding, spaceAxes } from './spaceArguments.js';
import { tfjsLayer } from './tfjsLayer.js';

const pooling =
  (dimensions: number): LayerMaker =>
  (args, context) => {
    const poolSize = args.sizes('pool_size', dimensions) ?? Array(dimensions).fill(2);
    const strides = args.sizes('strides', dimensions) ?? poolSize;
    return tfjsLayer(args, context, {
      poolSize: dimensions === 1 ? poolSize[0] : poolSize,
      strides: dimensions === 1 ? strides[0] : strides,
      padding: padding(args),
      ...(dimensions === 1 ? {} : { dataFormat: dataFormat(args, context) }),
    });
  };

/** Over all of the space; also for the ranks and the kept dimensions that tfjs's own do not take. */
const globalPooling =
  (dimensions: number, kind: 'mean' | 'max'): LayerMaker =>
  (args, context) => {
    const channels = dataFormat(args, context);
    const keep = args.flag('keepdims') ?? false;
    return functionLayer(args, context, {
      call: (x) => context.tf[kind](x, spaceAxes(dimensions + 2, channels), keep),
      config: { data_format: channels === 'channelsFirst' ? 'channels_first' : 'channels_last', keepdims: keep },
    });
  };

export const poolingMakers: MakersOf<typeof pooled> = {
  MaxPooling1D: pooling(1),
  MaxPooling2D: pooling(2),
  MaxPooling3D: pooling(3),
  AveragePooling1D: pooling(1),
  AveragePooling2D: pooling(2),
  AveragePooling3D: pooling(3),
  GlobalMaxPooling1D: globalPooling(1, 'max'),
  GlobalMaxPooling2D: globalPooling(2, 'max'),
  GlobalMaxPooling3D: globalPooling(3, 'max'),
  GlobalAveragePooling1D: globalPooling(1, 'mean'),
  GlobalAveragePooling2D: globalPooling(2, 'mean'),
  GlobalAveragePooling3D: globalPooling(3, 'mean'),
};
