import { tfLayer } from '../kerasContext.js';
import { functionLayer } from './functionLayer.js';
import { layerArguments } from './inputShape.js';
import { type LayerRule, type LayerRules, named } from './layerRule.js';

/** A seed is left out: with it tfjs drops the same units in every batch. */
const dropout: LayerRule = {
  order: 'rate noise_shape seed',
  make: (args, context) =>
    tfLayer(context, 'dropout', {
      ...layerArguments(args, dropout),
      rate: args.number('rate') ?? 0.5,
      noiseShape: args.shape('noise_shape'),
    }),
};

const spatial1d: LayerRule = {
  order: 'rate seed',
  make: (args, context) =>
    tfLayer(context, 'spatialDropout1d', { ...layerArguments(args, spatial1d), rate: args.number('rate') ?? 0.5 }),
};

/** Drops whole channels. */
function spatial(className: string, rank: number): LayerRule {
  const rule: LayerRule = {
    order: 'rate data_format seed',
    make: (args, context) => {
      const { tf, channels } = context;
      const rate = args.number('rate') ?? 0.5;
      const format = args.text('data_format');
      const first = format ? /first|^th$/.test(format) : channels === 'channelsFirst';
      const noiseShape = ([batch = 1, ...sizes]: number[]) => [
        batch,
        ...sizes.map((size, i) => (i === (first ? 0 : sizes.length - 1) ? size : 1)),
      ];
      return functionLayer(tf, layerArguments(args, rule), {
        className,
        rank,
        call: (x, training) => (training && rate > 0 ? tf.dropout(x, rate, noiseShape(x.shape)) : tf.clone(x)),
        config: { rate },
      });
    },
  };
  return rule;
}

const gaussianNoise: LayerRule = {
  order: 'stddev seed',
  make: (args, context) =>
    tfLayer(context, 'gaussianNoise', { ...layerArguments(args, gaussianNoise), stddev: args.number('stddev') ?? 0 }),
};

function withRate(name: string, order: string): LayerRule {
  const rule: LayerRule = {
    order,
    make: (args, context) =>
      tfLayer(context, name, {
        ...layerArguments(args, rule),
        rate: args.number('rate') ?? 0.5,
        noiseShape: args.shape('noise_shape'),
      }),
  };
  return rule;
}

export const noiseLayers: LayerRules = {
  Dropout: dropout,
  SpatialDropout1D: spatial1d,
  SpatialDropout2D: spatial('SpatialDropout2D', 4),
  SpatialDropout3D: spatial('SpatialDropout3D', 5),
  GaussianNoise: gaussianNoise,
  ...named('GaussianDropout', withRate('gaussianDropout', 'rate seed noise_shape')),
  ...named('AlphaDropout', withRate('alphaDropout', 'rate noise_shape seed')),
};
