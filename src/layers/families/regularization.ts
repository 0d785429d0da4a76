import type { Family, LayerEntry } from '../layerEntry.js';
import { sameShape } from '../shapes/shapedLayer.js';

/** Layers that disturb or penalize values while a model trains, and hand them on when it predicts. */

function regularizing(order: string, more: Partial<LayerEntry> = {}): LayerEntry {
  return { kind: 'regularization', order, computes: 'nothing', outputShape: sameShape, ...more };
}

const dropping = (order: string, more: Partial<LayerEntry> = {}): LayerEntry =>
  regularizing(order, { needs: 'rate', ...more });

const spatial = (space: 1 | 2 | 3, order: string, more: Partial<LayerEntry> = {}): LayerEntry =>
  dropping(order, {
    space,
    rank: space + 2,
    sample: ({ 1: 'steps', 2: 'image', 3: 'volume' } as const)[space],
    ...more,
  });

export const regularizations = {
  Dropout: dropping('rate noise_shape seed', { tfjs: ['dropout'] }),
  SpatialDropout1D: spatial(1, 'rate seed', { tfjs: ['spatialDropout1d'] }),
  SpatialDropout2D: spatial(2, 'rate data_format seed'),
  SpatialDropout3D: spatial(3, 'rate data_format seed'),
  GaussianNoise: regularizing('stddev seed', { tfjs: ['gaussianNoise'], needs: 'stddev' }),
  GaussianDropout: dropping('rate seed noise_shape', { tfjs: ['gaussianDropout'] }),
  AlphaDropout: dropping('rate noise_shape seed', { tfjs: ['alphaDropout'] }),
  ActivityRegularization: {
    ...regularizing('l1 l2'),
    unsupported: 'tfjs has no ActivityRegularization. Give the layer before it an activity_regularizer',
  },
} satisfies Family;
