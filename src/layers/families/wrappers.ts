import type { Family, LayerEntry } from '../layerEntry.js';
import type { Shape } from '../shapes/shapedLayer.js';

/** Layers that hold a layer. */

const oneStep = ([batch = null, , ...rest]: Shape): Shape => [batch, ...rest];

const timeDistributed: LayerEntry = {
  kind: 'wrapper',
  wraps: true,
  tfjs: ['timeDistributed'],
  order: 'layer',
  needs: 'layer',
  sample: 'steps',
  computes: 'nonlinear',
  takenRank: ({ layer }, given, inner) => {
    const rank = layer ? inner(layer, given - 1) : null;
    return rank === null ? (given < 3 ? 3 : null) : rank + 1;
  },
  window: ({ layer }, input, inner) => (layer ? inner(layer, oneStep(input)) : null),
  outputShape: ({ layer }, input, inner) => {
    const each = layer ? inner(layer, oneStep(input)) : null;
    return each && [each[0] ?? null, input[1] ?? null, ...each.slice(1)];
  },
  weightCount: ({ layer }, input, inner) => (layer ? inner(layer, oneStep(input)) : null),
};

const bidirectional: LayerEntry = {
  kind: 'recurrent',
  wraps: true,
  tfjs: ['bidirectional'],
  order: 'layer merge_mode weights backward_layer',
  needs: 'layer',
  rank: 3,
  sample: 'steps',
  computes: 'nonlinear',
  describe: (args) => ({ mergeMode: args.has('merge_mode') ? args.text('merge_mode') : 'concat' }),
  outputShape: ({ layer, mergeMode }, input, inner) => {
    const one = layer ? inner(layer, input) : null;
    const both = one && mergeMode === 'concat' ? 2 : 1;
    return one && [...one.slice(0, -1), (one.at(-1) ?? 0) * both];
  },
  weightCount: ({ layer }, input, inner) => {
    const one = layer ? inner(layer, input) : null;
    return one === null ? null : 2 * one;
  },
};

export const wrappers = {
  TimeDistributed: timeDistributed,
  Bidirectional: bidirectional,
  SpectralNormalization: {
    kind: 'wrapper',
    wraps: true,
    order: 'layer power_iterations',
    computes: 'nonlinear',
    unsupported: 'tfjs has no SpectralNormalization. Use the layer in it alone',
  },
} satisfies Family;
