import { expect, it } from 'vitest';
import { knownLoss } from '../../../src/diagnosis/losses.js';

it.each([
  ['mse', 'meanSquaredError', 'squared'],
  ['mean_squared_error', 'meanSquaredError', 'squared'],
  ['MeanAbsoluteError', 'meanAbsoluteError', 'absolute'],
  ['absoluteDifference', 'meanAbsoluteError', 'absolute'],
  ['sparse_categorical_crossentropy', 'sparseCategoricalCrossentropy', 'categorical'],
  ['logLoss', 'binaryCrossentropy', 'binary'],
  ['KLDivergence', 'kullbackLeiblerDivergence', 'other'],
  ['LogCosh', 'logcosh', 'other'],
])('%s is %s', (text, name, kind) => {
  expect(knownLoss(text)).toMatchObject({ name, kind, takesLogits: false, isFocal: false });
});

it('tells those of logits, focal ones, and those of numbers apart', () => {
  expect(knownLoss('softmaxCrossEntropy')).toMatchObject({ name: 'categoricalCrossentropy', takesLogits: true });
  expect(knownLoss('binary_focal_crossentropy')).toMatchObject({ kind: 'binary', isFocal: true });
  expect(['huber', 'msle', 'hinge', 'poisson'].map((text) => knownLoss(text)?.isOfNumbers)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it.each(['custom', 'myLoss', 'constructor', 'meanSquaredError, mse'])('does not know %s', (text) => {
  expect(knownLoss(text)).toBeNull();
});
