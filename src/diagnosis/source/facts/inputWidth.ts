import type { SourceLayer } from '../../../protocol/source.js';
import { layerArgument, numberOf } from './layerArgument.js';

/** Names under which a first layer takes the shape of a sample. */
const SHAPES = ['inputShape', 'shape'];

/** How many numbers a sample has for the first layer of a model; null where its source does not say. */
export function inputWidth(layer: SourceLayer): number | null {
  const width = numberOf(layer, 'inputDim');
  if (width !== null) return width;
  const shape = SHAPES.map((name) => layerArgument(layer, name)).find((argument) => argument);
  const sizes = shape?.elements?.map(({ value }) => (typeof value === 'number' ? value : null)) ?? null;
  if (!sizes || sizes.includes(null)) return null;
  return sizes.reduce<number>((product, size) => product * (size ?? 1), 1);
}
