import { tfLayer } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { followKerasBatchNorm } from './batchNormalization.js';
import { layerArguments } from './inputShape.js';
import { followKerasLayerNorm } from './layerNormalization.js';
import type { LayerRule, LayerRules } from './layerRule.js';
import { weightArguments } from './weightArguments.js';

const batchNormalization: LayerRule = {
  order:
    'axis momentum epsilon center scale beta_initializer gamma_initializer moving_mean_initializer moving_variance_initializer beta_regularizer gamma_regularizer beta_constraint gamma_constraint synchronized mode renorm renorm_clipping renorm_momentum fused virtual_batch_size adjustment',
  oldOrder: 'epsilon mode axis momentum weights beta_initializer gamma_initializer gamma_regularizer beta_regularizer',
  make: (args, context) => {
    const { call } = args;
    if (args.number('mode') === 1) {
      throw kerasProblem(call, 'tfjs has no BatchNormalization with mode 1. Use LayerNormalization, or remove mode.');
    }
    if (args.flag('renorm')) throw kerasProblem(call, 'tfjs has no BatchNormalization with renorm. Remove renorm.');
    const axis = args.value('axis');
    const layer = tfLayer(context, 'batchNormalization', {
      ...layerArguments(args, batchNormalization),
      axis:
        (Array.isArray(axis) ? axis[0] : axis) ??
        (context.channels === 'channelsFirst' && context.version === 1 ? 1 : -1),
      momentum: args.number('momentum') ?? 0.99,
      epsilon: args.number('epsilon') ?? 1e-3,
      center: args.flag('center') ?? true,
      scale: args.flag('scale') ?? true,
      ...weightArguments(args, context, 'beta gamma moving_mean moving_variance'),
    });
    return followKerasBatchNorm(context, layer);
  },
};

const layerNormalization: LayerRule = {
  order:
    'axis epsilon center scale beta_initializer gamma_initializer beta_regularizer gamma_regularizer beta_constraint gamma_constraint rms_scaling',
  make: (args, context) => {
    const layer = tfLayer(context, 'layerNormalization', {
      ...layerArguments(args, layerNormalization),
      axis: args.value('axis') ?? -1,
      epsilon: args.number('epsilon') ?? 1e-3,
      center: args.flag('center') ?? true,
      scale: args.flag('scale') ?? true,
      ...weightArguments(args, context, 'beta gamma'),
    });
    return followKerasLayerNorm(context.tf, layer);
  },
};

export const normalizationLayers: LayerRules = {
  BatchNormalization: batchNormalization,
  SyncBatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
};
