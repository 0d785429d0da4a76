import { usualSample } from '../../layers/samples.js';
import { fieldsOf } from '../../tfjs/layerFields.js';
import type { Layer } from '../../tfjs/tfjs.js';

/** Pixels of an image's side, to be tried one after the other: a deep stack of poolings needs a large one. */
export const IMAGE_SIDES = [28, 64, 224] as const;

/** Steps of a sequence of which each is a sample of its own. */
const FEW_STEPS = 5;

/** A shape of one sample that suits the layer where nothing says which. */
export function usualInputShape(layer: Layer, side: number): readonly number[] {
  const { layer: inner, targetShape } = fieldsOf(layer);
  const className = layer.getClassName();
  if (className === 'TimeDistributed' && inner) return [FEW_STEPS, ...usualInputShape(inner, side)];
  if (targetShape) return [targetShape.reduce<number>((size, next) => size * (next ?? 1), 1)];
  return usualSample(className, side);
}
