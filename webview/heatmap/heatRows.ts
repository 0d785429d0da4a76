import type { FitView } from '../../src/protocol/dashboard/parts.js';

const TALLEST_ROW = 24;
const SHORTEST_ROW = 4;
const LABEL_HEIGHT = 14;
const MAP_HEIGHT = 420;

/** Height of a layer's row in CSS pixels: as tall as reads well, as short as many layers need. */
export const rowHeight = (layers: number): number =>
  Math.max(SHORTEST_ROW, Math.min(TALLEST_ROW, Math.floor(MAP_HEIGHT / Math.max(1, layers))));

/** Every how many rows a name has room. */
export const labelStep = (height: number): number => Math.ceil(LABEL_HEIGHT / height);

/** For each layer its row in the heat map's values; null for layers without a gradient. */
export function heatRows(fit: FitView): (number | null)[] {
  let next = 0;
  return fit.layers.map((layer) => {
    if (layer.weight === null) return null;
    next += 1;
    return next - 1;
  });
}
