import { numeric } from '../values/numeric.js';
import { hasUnits, type LayerFacts } from './layerFacts.js';
import { sampleShape } from './sampleShape.js';

/** Heights of small images, the usual first. */
const heights = [7, 4, 8, 6, 5, 16, 14, 3, 2, 1];

/** A shape that a Reshape can give what comes before it, and that what comes after it takes. */
export function targetShape(facts: readonly LayerFacts[], i: number): number[] {
  const wanted = sampleShape(facts.slice(i + 1));
  const before = facts.slice(0, i).findLast(hasUnits);
  const units = numeric(before?.argument('units'));
  if (units === null || wanted.length < 2) return units === null ? wanted : [units];
  if (wanted.length === 2) return [units, 1];
  const height = heights.find((size) => units % (size * size) === 0) ?? 1;
  return [height, height, units / (height * height)];
}
