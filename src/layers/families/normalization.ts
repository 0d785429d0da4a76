import type { Family, LayerArguments, LayerEntry } from '../layerEntry.js';
import { product, type Shape, type ShapedLayer, sameShape } from '../shapes/shapedLayer.js';

const BATCH_ORDER =
  'axis momentum epsilon center scale beta_initializer gamma_initializer moving_mean_initializer moving_variance_initializer beta_regularizer gamma_regularizer beta_constraint gamma_constraint synchronized mode renorm renorm_clipping renorm_momentum fused virtual_batch_size adjustment';
const LAYER_ORDER =
  'axis epsilon center scale beta_initializer gamma_initializer beta_regularizer gamma_regularizer beta_constraint gamma_constraint rms_scaling';

/** Along which axes it keeps numbers; the last where the call does not say. */
function axisOf(args: LayerArguments): number | readonly number[] {
  const value = args.value('axis');
  const axes = (Array.isArray(value) ? value : [value]).filter((axis) => typeof axis === 'number');
  return axes.length > 0 ? axes : -1;
}

/** Numbers that one of its weights has; null where the input leaves a size open. */
function sizeOf({ axis = -1 }: ShapedLayer, input: Shape): number | null {
  const axes = typeof axis === 'number' ? [axis] : axis;
  return product(axes.map((each) => input.at(each) ?? null));
}

const describe = (args: LayerArguments) => ({
  axis: axisOf(args),
  scale: args.flag('scale'),
  center: args.flag('center'),
});

function normalizing(order: string, more: Partial<LayerEntry>): LayerEntry {
  return {
    kind: 'normalization',
    order,
    weights: 'beta gamma',
    computes: 'nonlinear',
    describe,
    outputShape: sameShape,
    weightCount: (layer, input) => countOf(layer, input, 0),
    ...more,
  };
}

function countOf(layer: ShapedLayer, input: Shape, others: number): number | null {
  const { scale = true, center = true } = layer;
  const size = sizeOf(layer, input);
  return size === null ? null : size * (Number(scale) + Number(center) + others);
}

export const normalizations = {
  BatchNormalization: normalizing(BATCH_ORDER, {
    aliases: ['SyncBatchNormalization', 'BatchNormalizationV1', 'BatchNormalizationV2'],
    tfjs: ['batchNormalization'],
    oldOrder:
      'epsilon mode axis momentum weights beta_initializer gamma_initializer gamma_regularizer beta_regularizer',
    weights: 'beta gamma moving_mean moving_variance',
    computes: 'affine',
    weightCount: (layer, input) => countOf(layer, input, 2),
  }),
  LayerNormalization: normalizing(LAYER_ORDER, { tfjs: ['layerNormalization'] }),
  GroupNormalization: {
    ...normalizing(`groups ${LAYER_ORDER}`, {}),
    unsupported: 'tfjs has no GroupNormalization. Use LayerNormalization',
  },
  UnitNormalization: {
    ...normalizing('axis', { weights: '' }),
    unsupported: 'tfjs has no UnitNormalization. Use LayerNormalization',
  },
} satisfies Family;
