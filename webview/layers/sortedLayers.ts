import type { LayersView } from '../../src/protocol/dashboard/messages.js';
import { byValue } from '../format/order.js';
import type { LayerColumn } from './layerColumns.js';
import type { LayerFacts } from './layerFacts.js';

/** In the model's order, all of them. */
export const FIRST_ORDER: LayersView = { sort: 'layer', descending: false, onlyTrouble: false };

/** Indices of the layers to show, as a person wants them ordered; in the model's order where that is the same. */
export function sortedLayers(
  facts: readonly LayerFacts[],
  columns: readonly LayerColumn[],
  { sort, descending, onlyTrouble }: LayersView,
): number[] {
  const column = columns.find(({ id }) => id === sort);
  const shown = facts.filter(({ trouble }) => !onlyTrouble || trouble.length > 0);
  const keys = shown.map((each) => ({ index: each.index, value: column?.value(each) ?? null }));
  return keys
    .sort((one, other) => byValue(one.value, other.value, descending) || one.index - other.index)
    .map(({ index }) => index);
}
