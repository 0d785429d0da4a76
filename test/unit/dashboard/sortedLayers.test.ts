import { expect, test } from 'vitest';
import type { LayerColumn } from '../../../webview/layers/layerColumns.js';
import type { LayerFacts } from '../../../webview/layers/layerFacts.js';
import { FIRST_ORDER, sortedLayers } from '../../../webview/layers/sortedLayers.js';

const VALUES = [2, null, Number.NaN, 7, 2, null];
const facts = VALUES.map((_, index) => ({ index, trouble: index % 2 ? ['Dead.'] : [] }) as unknown as LayerFacts);
const column: LayerColumn = {
  id: 'norm',
  label: '',
  help: '',
  isNumber: true,
  value: ({ index }) => VALUES[index] ?? null,
  cell: () => null,
};
const sorted = (view: Partial<typeof FIRST_ORDER>) => sortedLayers(facts, [column], { ...FIRST_ORDER, ...view });

test('Layers with the same value keep the order of the model, NaN is the most, and what is missing is last', () => {
  expect(sorted({ sort: 'norm' })).toEqual([0, 4, 3, 2, 1, 5]);
  expect(sorted({ sort: 'norm', descending: true })).toEqual([2, 3, 0, 4, 1, 5]);
});

test('A column that the table does not have leaves the order of the model', () => {
  expect(sorted({ sort: 'rank', descending: true })).toEqual([0, 1, 2, 3, 4, 5]);
});

test('Only those that need a look', () => {
  expect(sorted({ sort: 'norm', onlyTrouble: true })).toEqual([3, 1, 5]);
});
