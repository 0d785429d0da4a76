import { expect, test } from 'vitest';
import { kerasTrainingOf } from '../../../src/keras/training/kerasTraining.js';
import { innerModel } from '../../../src/tfjs/tfjs.js';
import { testBatchSize } from '../../../src/trainer/kerasFit/testBatchSize.js';
import { layersDeclared } from '../keras/support/declared.js';
import { made } from '../keras/support/made.js';

function sizeOf(layers: readonly string[], loss = "'mse'", size = 10): number {
  const { model } = made(layersDeclared(layers, 2, `model.compile('sgd', ${loss})\n`));
  const inner = innerModel(model);
  const training = inner && kerasTrainingOf(inner);
  if (!training) throw new Error('The model is not compiled');
  return testBatchSize(model, training, size, model.inputs[0]?.shape.slice(1).map(Number) ?? []);
}

test('takes as many of the source’s batches at a time as come to 512 samples', () => {
  expect(sizeOf(['Dense(2, input_shape=(3,))', 'Dropout(0.5)', 'BatchNormalization()'])).toBe(510);
  expect(sizeOf(['Dense(2, input_shape=(3,))'], "'mse'", 700)).toBe(700);
  expect(sizeOf(['Embedding(5, 2, input_length=4)', 'Cropping1D(1)', 'Flatten()', 'Dense(2)', 'Softmax()'])).toBe(510);
});

test('takes fewer where the inputs are large', () => {
  expect(sizeOf(['Conv2D(2, 3, input_shape=(64, 64, 3))', 'Flatten()', 'Dense(1)'])).toBe(20);
  expect(sizeOf(['Flatten(input_shape=(1000, 1000))', 'Dense(1)'])).toBe(10);
});

test.each([
  [['LSTM(2, batch_input_shape=(10, 4, 1), stateful=True)']],
  [['Masking(0.0, input_shape=(4, 1))', 'LSTM(2)']],
  [['Embedding(5, 2, mask_zero=True, input_length=4)', 'LSTM(2)']],
  [['Embedding(5, 2, mask_zero=True, input_length=4)', 'Dense(1)']],
  [['Masking(0.0, input_shape=(4, 1))', 'Dense(1)']],
  [['TimeDistributed(Dense(2), input_shape=(4, 1))']],
  [['Sequential([Masking(0.0, input_shape=(4, 1)), LSTM(2)])', 'Dense(1)']],
])('takes the source’s batches where %j may depend on them', (layers) => {
  expect(sizeOf(layers)).toBe(10);
});

test.each(['MeanSquaredError(reduction="sum")', 'MeanSquaredError(reduction="none")'])(
  'takes the source’s batches with keras.losses.%s',
  (loss) => {
    expect(sizeOf(['Dense(2, input_shape=(3,))'], `keras.losses.${loss}`)).toBe(10);
  },
);
