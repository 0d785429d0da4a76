import type { LayersView } from '../../src/protocol/dashboard/messages.js';
import type { LayerColumn } from './layerColumns.js';
import type { LayerFacts } from './layerFacts.js';

/** In the model's order, all of them. */
export const FIRST_ORDER: LayersView = { sort: 'layer', descending: false, onlyTrouble: false };

/** Indices of the layers to show, as a person wants them ordered. What a layer does not have is last either way, and NaN is more than any number. */
export function sortedLayers(
  facts: readonly LayerFacts[],
  columns: readonly LayerColumn[],
  { sort, descending, onlyTrouble }: LayersView,
): number[] {
  const column = columns.find(({ id }) => id === sort);
  const shown = facts.filter(({ trouble }) => !onlyTrouble || trouble.length > 0);
  const keys = shown.map((each) => ({ index: each.index, value: column?.value(each) ?? null }));
  const rank = (value: number): number => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);
  return keys
    .sort((one, other) => {
      if (one.value === null || other.value === null) {
        return Number(one.value === null) - Number(other.value === null) || one.index - other.index;
      }
      const [first, second] = [rank(one.value), rank(other.value)];
      const order = first === second ? 0 : first < second ? -1 : 1;
      return (descending ? -order : order) || one.index - other.index;
    })
    .map(({ index }) => index);
}
