import { expect, test } from 'vitest';
import { type LabeledLayer, layerLabel } from '../../../src/protocol/layerLabel.js';

const dense: LabeledLayer = { className: 'Dense', activation: 'relu', outputShape: [null, 16], params: 48 };

test('A layer is named by its position, class, units and activation, as far as they tell something', () => {
  const layers = [
    dense,
    { className: 'Dropout', activation: null, outputShape: [null, 16], params: 0 },
    { ...dense, activation: 'linear', outputShape: [null, 1] },
    { className: 'LSTM', activation: 'tanh', outputShape: [null, null], params: 8 },
  ];
  expect(layers.map((_, index) => layerLabel(layers, index))).toEqual([
    '1 Dense 16 relu',
    '2 Dropout',
    '3 Dense 1',
    '4 LSTM tanh',
  ]);
  expect(layerLabel(layers, 4)).toBe('5');
});
