import type { normalizations } from '../../layers/families/normalization.js';
import { kerasProblem } from '../kerasProblem.js';
import { followKerasBatchNorm } from './batchNormalization.js';
import type { LayerMaker, MakersOf } from './layerMaker.js';
import { followKerasLayerNorm } from './layerNormalization.js';
import { tfjsLayer } from './tfjsLayer.js';
import { weightArguments } from './weightArguments.js';

const batchNormalization: LayerMaker = (args, context) => {
  const { call } = args;
  if (args.number('mode') === 1) {
    throw kerasProblem(call, 'tfjs has no BatchNormalization with mode 1. Use LayerNormalization, or remove mode.');
  }
  if (args.flag('renorm')) throw kerasProblem(call, 'tfjs has no BatchNormalization with renorm. Remove renorm.');
  const axis = args.value('axis');
  const layer = tfjsLayer(args, context, {
    axis:
      (Array.isArray(axis) ? axis[0] : axis) ??
      (context.channels === 'channelsFirst' && context.version === 1 ? 1 : -1),
    momentum: args.number('momentum') ?? 0.99,
    epsilon: args.number('epsilon') ?? 1e-3,
    center: args.flag('center') ?? true,
    scale: args.flag('scale') ?? true,
    ...weightArguments(args, context),
  });
  return followKerasBatchNorm(context, layer);
};

const layerNormalization: LayerMaker = (args, context) => {
  const layer = tfjsLayer(args, context, {
    axis: args.value('axis') ?? -1,
    epsilon: args.number('epsilon') ?? 1e-3,
    center: args.flag('center') ?? true,
    scale: args.flag('scale') ?? true,
    ...weightArguments(args, context),
  });
  return followKerasLayerNorm(context.tf, layer);
};

export const normalizationMakers: MakersOf<typeof normalizations> = {
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
};
