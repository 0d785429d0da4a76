import { adaptNotDone, augmentationNotDone, augmentations } from '../../protocol/kerasNotDone.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { functionLayer } from './functionLayer.js';
import { layerArguments } from './inputShape.js';
import { type LayerRule, type LayerRules, named } from './layerRule.js';

const rescaling: LayerRule = {
  order: 'scale offset',
  make: (args, context) => {
    const { tf } = context;
    const [scale, offset] = [args.number('scale') ?? 1, args.number('offset') ?? 0];
    return functionLayer(tf, layerArguments(args, rescaling), {
      className: 'Rescaling',
      rank: null,
      call: (x) => tf.add(tf.mul(x, scale), offset),
      config: { scale, offset },
    });
  },
};

/** `adapt` reads data that is not here: without given numbers the layer passes on what it gets. */
const normalization: LayerRule = {
  order: 'axis mean variance invert',
  make: (args, context) => {
    const { tf, notes } = context;
    const [mean, variance] = [numbers(args, 'mean'), numbers(args, 'variance')];
    if (!mean || !variance) {
      notes.notDone(adaptNotDone, args.call);
    }
    return functionLayer(tf, layerArguments(args, normalization), {
      className: 'Normalization',
      rank: null,
      call: (x) =>
        mean && variance
          ? tf.div(tf.sub(x, tf.tensor(mean)), tf.maximum(tf.sqrt(tf.tensor(variance)), 1e-7))
          : tf.clone(x),
    });
  },
};

function numbers(args: BoundArguments, name: string): number | number[] | undefined {
  const value = args.value(name);
  if (value === undefined || typeof value === 'number') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'number')) return [...(value as number[])];
  throw args.wrong(name, 'numbers', value);
}

/** Changes pictures at random while training. */
const augmentation: LayerRule = {
  order:
    'first second third fill_mode interpolation seed fill_value data_format factor height_factor width_factor mode height width value_range lower upper',
  isLeftOut: true,
  make: (args, context) => {
    const { call } = args;
    context.notes.notDone(augmentationNotDone(call.name), call);
    return functionLayer(context.tf, layerArguments(args, augmentation), {
      className: call.name,
      rank: null,
      call: (x) => context.tf.clone(x),
    });
  },
};

const categoryEncoding: LayerRule = {
  order: 'num_tokens output_mode sparse max_tokens count_weights',
  make: (args, context) => {
    const { tf } = context;
    const tokens = args.size(args.has('max_tokens') ? 'max_tokens' : 'num_tokens');
    const mode = args.text('output_mode') ?? 'multi_hot';
    const single = mode === 'one_hot';
    if (!single && mode !== 'multi_hot' && mode !== 'count') {
      throw args.wrong('output_mode', "'multi_hot', 'one_hot' or 'count'", mode);
    }
    return functionLayer(tf, layerArguments(args, categoryEncoding), {
      className: 'CategoryEncoding',
      rank: null,
      outputShape: (input) => [...(single && input.at(-1) !== 1 ? input : input.slice(0, -1)), tokens],
      call: (x) => {
        const hot = tf.cast(tf.oneHot(tf.cast(x, 'int32'), tokens), 'float32');
        if (single) return x.shape.at(-1) === 1 ? tf.squeeze(hot, [-2]) : hot;
        return mode === 'count' ? tf.sum(hot, -2) : tf.max(hot, -2);
      },
      config: { num_tokens: tokens, output_mode: mode },
    });
  },
};

export const preprocessingLayers: LayerRules = {
  Rescaling: rescaling,
  Normalization: normalization,
  CategoryEncoding: categoryEncoding,
  ...named(augmentations.join(' '), augmentation),
};
