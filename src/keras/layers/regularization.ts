import type { regularizations } from '../../layers/families/regularization.js';
import { functionLayer } from './functionLayer.js';
import type { LayerMaker, MakersOf } from './layerMaker.js';
import { tfjsLayer } from './tfjsLayer.js';

/** A seed is left out: with it tfjs drops the same units in every batch. */
const dropping: LayerMaker = (args, context) =>
  tfjsLayer(args, context, { rate: args.number('rate') ?? 0.5, noiseShape: args.shape('noise_shape') });

/** Drops whole channels. */
const droppingChannels: LayerMaker = (args, context) => {
  const { tf, channels } = context;
  const rate = args.number('rate') ?? 0.5;
  const format = args.text('data_format');
  const first = format ? /first|^th$/.test(format) : channels === 'channelsFirst';
  const noiseShape = ([batch = 1, ...sizes]: number[]) => [
    batch,
    ...sizes.map((size, i) => (i === (first ? 0 : sizes.length - 1) ? size : 1)),
  ];
  return functionLayer(args, context, {
    call: (x, training) => (training && rate > 0 ? tf.dropout(x, rate, noiseShape(x.shape)) : tf.clone(x)),
    config: { rate },
  });
};

export const regularizationMakers: MakersOf<typeof regularizations> = {
  Dropout: dropping,
  SpatialDropout1D: (args, context) => tfjsLayer(args, context, { rate: args.number('rate') ?? 0.5 }),
  SpatialDropout2D: droppingChannels,
  SpatialDropout3D: droppingChannels,
  GaussianNoise: (args, context) => tfjsLayer(args, context, { stddev: args.number('stddev') ?? 0 }),
  GaussianDropout: dropping,
  AlphaDropout: dropping,
};
