import { type Pair, pairsOf, type reshapings } from '../../layers/families/reshaping.js';
import { outputShape } from '../../layers/shapes/layerSizes.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { functionLayer, type Shape } from './functionLayer.js';
import type { LayerMaker, MakersOf } from './layerMaker.js';
import { interpolation, resized } from './resizedImages.js';
import { dataFormat, spaceAxes } from './spaceArguments.js';
import { tfjsLayer } from './tfjsLayer.js';

const flatten: LayerMaker = (args, context) => {
  const first = /first/.test(args.text('data_format') ?? '');
  if (first) return tfjsLayer(args, context, { dataFormat: 'channelsFirst' });
  // tfjs's own refuses what is flat already.
  return functionLayer(args, context, {
    call: (x) => context.tf.reshape(x, [x.shape[0], x.shape.slice(1).reduce((size, next) => size * next, 1)]),
    config: { data_format: 'channels_last' },
  });
};

const reshape: LayerMaker = (args, context) => {
  const targetShape = args.shape('target_shape') ?? args.shape('dims');
  if (!targetShape) throw kerasProblem(args.call, 'Reshape needs a target_shape.');
  const layer = tfjsLayer(args, context, { targetShape });
  // tfjs's own leaves the open size open, so that no Dense could follow.
  layer.computeOutputShape = (input) =>
    (outputShape({ className: 'Reshape', targetShape }, input as Shape) ?? input) as Shape[];
  return layer;
};

const permute: LayerMaker = (args, context) => {
  const dims = args.shape('dims');
  if (!dims) throw kerasProblem(args.call, 'Permute needs dims, such as (2, 1).');
  return tfjsLayer(args, context, { dims });
};

interface Sides {
  readonly all: readonly Pair[];
  /** Of an axis of the input; none along the batch and the channels. */
  at(axis: number): Pair;
}

/** What is added or taken at each side of each axis of space. @param usual where the call says nothing */
function sidesOf(args: BoundArguments, context: KerasContext, name: string, dimensions: number, usual = 1): Sides {
  const value = args.value(name) ?? usual;
  const all = pairsOf(value, dimensions);
  if (!all) throw args.wrong(name, `a number or ${dimensions} entries, each a number or a pair`, value);
  const axes = spaceAxes(dimensions + 2, dataFormat(args, context));
  return { all, at: (axis) => all[axes.indexOf(axis)] ?? [0, 0] };
}

const zeroPadding =
  (dimensions: number): LayerMaker =>
  (args, context) => {
    const { all, at } = sidesOf(args, context, 'padding', dimensions);
    return functionLayer(args, context, {
      call: (x) =>
        context.tf.pad(
          x,
          x.shape.map((_, axis) => [...at(axis)] as [number, number]),
        ),
      config: { padding: all },
    });
  };

/** Cropping2D cuts nothing off where it says nothing. */
const cropping =
  (dimensions: number): LayerMaker =>
  (args, context) => {
    const { all, at } = sidesOf(args, context, 'cropping', dimensions, dimensions === 2 ? 0 : 1);
    return functionLayer(args, context, {
      call: (x) =>
        context.tf.slice(
          x,
          x.shape.map((_, axis) => at(axis)[0]),
          x.shape.map((size, axis) => size - at(axis)[0] - at(axis)[1]),
        ),
      config: { cropping: all },
    });
  };

const upSampling =
  (dimensions: number): LayerMaker =>
  (args, context) => {
    const factors = args.sizes('size', dimensions) ?? Array<number>(dimensions).fill(2);
    const axes = spaceAxes(dimensions + 2, dataFormat(args, context));
    const kind = interpolation(args, 'nearest');
    const factor = (axis: number): number => factors[axes.indexOf(axis)] ?? 1;
    return functionLayer(args, context, {
      call: (x) => resized(context.tf, x, axes, (axis) => (x.shape[axis] ?? 1) * factor(axis), kind),
      config: { size: factors, interpolation: kind },
    });
  };

export const reshapingMakers: MakersOf<typeof reshapings> = {
  Flatten: flatten,
  Reshape: reshape,
  Permute: permute,
  RepeatVector: (args, context) => tfjsLayer(args, context, { n: args.size('n') }),
  ZeroPadding1D: zeroPadding(1),
  ZeroPadding2D: zeroPadding(2),
  ZeroPadding3D: zeroPadding(3),
  Cropping1D: cropping(1),
  Cropping2D: cropping(2),
  Cropping3D: cropping(3),
  UpSampling1D: upSampling(1),
  UpSampling2D: upSampling(2),
  UpSampling3D: upSampling(3),
};
