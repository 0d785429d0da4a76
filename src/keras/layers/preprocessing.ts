import type { preprocessings } from '../../layers/families/preprocessing.js';
import { adaptNotDone, augmentationNotDone } from '../../protocol/kerasNotDone.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { functionLayer } from './functionLayer.js';
import type { LayerMaker, MakersOf } from './layerMaker.js';
import { interpolation, resized } from './resizedImages.js';
import { dataFormat, spaceAxes } from './spaceArguments.js';

const rescaling: LayerMaker = (args, context) => {
  const { tf } = context;
  const [scale, offset] = [args.number('scale') ?? 1, args.number('offset') ?? 0];
  return functionLayer(args, context, {
    call: (x) => tf.add(tf.mul(x, scale), offset),
    config: { scale, offset },
  });
};

/** `adapt` reads data that is not here: without given numbers the layer passes on what it gets. */
const normalization: LayerMaker = (args, context) => {
  const { tf, notes } = context;
  const [mean, variance] = [numbers(args, 'mean'), numbers(args, 'variance')];
  if (!mean || !variance) {
    notes.notDone(adaptNotDone, args.call);
  }
  return functionLayer(args, context, {
    call: (x) =>
      mean && variance
        ? tf.div(tf.sub(x, tf.tensor(mean)), tf.maximum(tf.sqrt(tf.tensor(variance)), 1e-7))
        : tf.clone(x),
  });
};

function numbers(args: BoundArguments, name: string): number | number[] | undefined {
  const value = args.value(name);
  if (value === undefined || typeof value === 'number') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'number')) return [...(value as number[])];
  throw args.wrong(name, 'numbers', value);
}

const resizing: LayerMaker = (args, context) => {
  const kind = interpolation(args, 'bilinear');
  const target = [args.size('height'), args.size('width')];
  const axes = spaceAxes(4, dataFormat(args, context));
  return functionLayer(args, context, {
    call: (x) => resized(context.tf, x, axes, (axis) => target[axes.indexOf(axis)] ?? 1, kind),
    config: { height: target[0], width: target[1], interpolation: kind },
  });
};

const centerCrop: LayerMaker = (args, context) => {
  const target = [args.size('height'), args.size('width')];
  const axes = spaceAxes(4, dataFormat(args, context));
  return functionLayer(args, context, {
    call: (x) => {
      const sizes = x.shape.map((size, axis) => Math.min(target[axes.indexOf(axis)] ?? size, size));
      return context.tf.slice(
        x,
        x.shape.map((size, axis) => Math.floor((size - (sizes[axis] ?? size)) / 2)),
        sizes,
      );
    },
    config: { height: target[0], width: target[1] },
  });
};

const categoryEncoding: LayerMaker = (args, context) => {
  const { tf } = context;
  const tokens = args.size(args.has('max_tokens') ? 'max_tokens' : 'num_tokens');
  const mode = args.text('output_mode') ?? 'multi_hot';
  const single = mode === 'one_hot';
  if (!single && mode !== 'multi_hot' && mode !== 'count') {
    throw args.wrong('output_mode', "'multi_hot', 'one_hot' or 'count'", mode);
  }
  return functionLayer(args, context, {
    call: (x) => {
      const hot = tf.cast(tf.oneHot(tf.cast(x, 'int32'), tokens), 'float32');
      if (single) return x.shape.at(-1) === 1 ? tf.squeeze(hot, [-2]) : hot;
      return mode === 'count' ? tf.sum(hot, -2) : tf.max(hot, -2);
    },
    config: { num_tokens: tokens, output_mode: mode },
  });
};

/** Changes pictures at random while training. */
const augmentation: LayerMaker = (args, context) => {
  const { call } = args;
  context.notes.notDone(augmentationNotDone(call.name), call);
  return functionLayer(args, context, { call: (x) => context.tf.clone(x) });
};

export const preprocessingMakers: MakersOf<typeof preprocessings> = {
  Rescaling: rescaling,
  Normalization: normalization,
  Resizing: resizing,
  CenterCrop: centerCrop,
  CategoryEncoding: categoryEncoding,
  RandomFlip: augmentation,
  RandomRotation: augmentation,
  RandomZoom: augmentation,
  RandomTranslation: augmentation,
  RandomContrast: augmentation,
  RandomBrightness: augmentation,
  RandomHeight: augmentation,
  RandomWidth: augmentation,
  RandomColorJitter: augmentation,
  RandomSharpness: augmentation,
  RandomShear: augmentation,
  RandomErasing: augmentation,
};
