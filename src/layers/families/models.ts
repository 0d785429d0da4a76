import type { Family, LayerEntry } from '../layerEntry.js';
import type { Shape } from '../shapes/shapedLayer.js';

/** Models that stand as a layer in another one. */

export const PRETRAINED = 'A pretrained network is not part of this file. Use Conv2D and pooling layers instead';

const NETWORKS = /applications\.|VGG|ResNet|Inception|Xception|MobileNet|DenseNet|EfficientNet|NASNet/;

/** Whether a name, with or without its module, is that of a network that comes trained. */
export function isPretrained(name: string): boolean {
  return NETWORKS.test(name);
}

const model = { kind: 'model', order: 'inputs outputs', computes: 'nonlinear' } as const satisfies LayerEntry;

export const models = {
  Sequential: {
    kind: 'model',
    order: 'layers name',
    computes: 'nonlinear',
    outputShape: ({ layers }, input, inner) =>
      layers?.reduce<Shape | null>((shape, layer) => shape && inner(layer, shape), input) ?? null,
    weightCount: ({ layers }, input, inner, innerShape) => {
      if (!layers) return null;
      let shape: Shape | null = input;
      let count = 0;
      for (const layer of layers) {
        const own: number | null = shape && inner(layer, shape);
        if (own === null) return null;
        count += own;
        shape = shape && innerShape(layer, shape);
      }
      return count;
    },
  },
  Model: {
    ...model,
    unsupported: 'A functional Model inside a Sequential is not supported. Write it as a Sequential',
  },
  Functional: model,
  KerasLayer: { ...model, order: 'handle trainable', sample: 'image', unsupported: PRETRAINED },
} satisfies Family;
