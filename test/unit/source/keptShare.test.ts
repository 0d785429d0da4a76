import { expect, it } from 'vitest';
import { findModels } from '../../../src/source/findModels.js';
import { keptShare } from '../../../src/source/keptShare.js';

const script = (...fits: readonly string[]) => {
  const text = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] });
model.compile({ loss: 'meanSquaredError', optimizer: 'adam' });
${fits.map((args) => `await model.fit(x, y, { ${args} });`).join('\n')}
`;
  const [model] = findModels(text, '/w/net.mjs');
  return model && keptShare(model);
};
const python = (...fits: readonly string[]) => {
  const text = `from tensorflow import keras
model = keras.Sequential([keras.layers.Dense(1, input_shape=(3,))])
model.compile(loss='mse')
${fits.map((args) => `model.fit(x, y, ${args})`).join('\n')}
`;
  const [model] = findModels(text, '/w/net.py');
  return model && keptShare(model);
};

it('is the share that every fit keeps, constants followed', () => {
  expect(python('epochs=3, validation_split=0.25')).toBe(0.25);
  expect(python('validation_split=0.1', 'validation_split=0.1')).toBe(0.1);
  expect(script('epochs: 3, validationSplit: 0.3')).toBe(0.3);
});

it('is not told where a fit keeps none, another one, all, or what the source leaves open', () => {
  expect(python()).toBeNull();
  expect(python('epochs=3')).toBeNull();
  expect(python('validation_split=0.1', 'epochs=3')).toBeNull();
  expect(python('validation_split=0.1', 'validation_split=0.2')).toBeNull();
  expect(python('validation_split=0')).toBeNull();
  expect(python('validation_split=share')).toBeNull();
  expect(script('epochs: 3')).toBeNull();
  expect(python('validation_data=(a, b)')).toBeNull();
});
