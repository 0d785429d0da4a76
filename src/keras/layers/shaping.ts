import { outputShape } from '../../shapes/outputShape.js';
import { tfLayer } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { functionLayer, type Shape } from './functionLayer.js';
import { layerArguments } from './inputShape.js';
import type { LayerRule, LayerRules } from './layerRule.js';

const flatten: LayerRule = {
  order: 'data_format',
  make: (args, context) => {
    const { tf } = context;
    const first = /first/.test(args.text('data_format') ?? '');
    if (first) return tfLayer(context, 'flatten', { ...layerArguments(args, flatten), dataFormat: 'channelsFirst' });
    // tfjs's own refuses what is flat already.
    return functionLayer(tf, layerArguments(args, flatten), {
      className: 'Flatten',
      rank: null,
      outputShape: ([batch = null, ...sizes]) => [batch, sizes.includes(null) ? null : product(sizes)],
      call: (x) => tf.reshape(x, [x.shape[0], product(x.shape.slice(1))]),
      config: { data_format: 'channels_last' },
    });
  },
};

function product(sizes: readonly (number | null)[]): number {
  return sizes.reduce<number>((size, next) => size * (next ?? 1), 1);
}

const reshape: LayerRule = {
  order: 'target_shape dims',
  oldOrder: 'target_shape',
  make: (args, context) => {
    const targetShape = args.shape('target_shape') ?? args.shape('dims');
    if (!targetShape) throw kerasProblem(args.call, 'Reshape needs a target_shape.');
    const layer = tfLayer(context, 'reshape', { ...layerArguments(args, reshape), targetShape });
    // tfjs's own leaves the open size open, so that no Dense could follow.
    layer.computeOutputShape = (input) =>
      (outputShape({ className: 'Reshape', targetShape }, input as Shape) ?? input) as Shape[];
    return layer;
  },
};

const permute: LayerRule = {
  order: 'dims',
  make: (args, context) => {
    const dims = args.shape('dims');
    if (!dims) throw kerasProblem(args.call, 'Permute needs dims, such as (2, 1).');
    return tfLayer(context, 'permute', { ...layerArguments(args, permute), dims });
  },
};

const repeatVector: LayerRule = {
  order: 'n',
  make: (args, context) =>
    tfLayer(context, 'repeatVector', { ...layerArguments(args, repeatVector), n: args.size('n') }),
};

export const shapingLayers: LayerRules = {
  Flatten: flatten,
  Reshape: reshape,
  Permute: permute,
  RepeatVector: repeatVector,
};
