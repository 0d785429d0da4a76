import type { DepthView } from '../../src/protocol/dashboard/depthPart.js';

type Layers = DepthView['layers'];

/** A layer by its label: `1 Dense 16 relu`. */
export const labelOf = (layers: Layers, index: number): string => layers[index]?.label ?? `${index + 1}`;

/** Two layers by their lines where both are known and differ: `lines 3 and 4`; else by their numbers: `layers 1 and 2`. */
export function bothOf(layers: Layers, first: number, second: number): string {
  const [one, other] = [layers[first]?.line, layers[second]?.line];
  const known = typeof one === 'number' && typeof other === 'number' && one !== other;
  return known ? `lines ${one} and ${other}` : `layers ${first + 1} and ${second + 1}`;
}
