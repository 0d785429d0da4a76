import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import { entryOf, layerArgument, numberOf } from './layerArgument.js';

/** Names under which a first layer takes the shape of a sample. */
const SHAPES = ['inputShape', 'shape'];

/** How many numbers a sample has for the first layer of a model, of a Dense one along the axis that its weights are for; null where its source does not say. */
export function inputWidth(layer: SourceLayer): number | null {
  const width = numberOf(layer, 'inputDim');
  if (width !== null) return width;
  const shape = shapeOf(layer);
  if (entryOf(layer)?.kind === 'dense') return shape?.at(-1) ?? null;
  return shape?.reduce((product, size) => product * size, 1) ?? null;
}

/** The shape of a sample; null where the source does not say all of it. */
export function inputShape({ layers: [first] }: SourceModel): readonly number[] | null {
  if (!first) return null;
  const width = numberOf(first, 'inputDim');
  return width === null ? shapeOf(first) : [width];
}

function shapeOf(layer: SourceLayer): readonly number[] | null {
  const shape = SHAPES.map((name) => layerArgument(layer, name)).find((argument) => argument);
  const sizes = shape?.elements?.map(({ value }) => value) ?? null;
  return sizes?.every((size) => typeof size === 'number') ? sizes : null;
}
