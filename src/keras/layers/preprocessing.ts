import type { BoundArguments } from '../arguments/boundArguments.js';
import { lineOf, tfLayer } from '../kerasContext.js';
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
      notes.add(
        `Normalization (${lineOf(args.call)}) gets its mean from adapt(), which is not run: values pass unchanged.`,
      );
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
  make: (args, context) => {
    const { call } = args;
    context.notes.add(`${call.name} (${lineOf(call)}) is no layer of tfjs: images pass it unchanged.`);
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
    const outputMode = args.text('output_mode') ?? 'multi_hot';
    return tfLayer(context, 'categoryEncoding', {
      ...layerArguments(args, categoryEncoding),
      numTokens: args.size(args.has('max_tokens') ? 'max_tokens' : 'num_tokens'),
      outputMode: { multi_hot: 'multiHot', one_hot: 'oneHot', count: 'count' }[outputMode] ?? outputMode,
    });
  },
};

const augmentations =
  'RandomFlip RandomRotation RandomZoom RandomTranslation RandomContrast RandomBrightness RandomHeight RandomWidth RandomColorJitter RandomSharpness RandomShear RandomErasing';

export const preprocessingLayers: LayerRules = {
  Rescaling: rescaling,
  Normalization: normalization,
  CategoryEncoding: categoryEncoding,
  ...named(augmentations, augmentation),
};
