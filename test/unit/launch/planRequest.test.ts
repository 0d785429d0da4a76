import { expect, test } from 'vitest';
import { planRequest } from '../../../src/launch/planRequest.js';
import type { ModelChoices } from '../../../src/protocol/config.js';
import { findModels } from '../../../src/source/findModels.js';

const text = `import * as tf from '@tensorflow/tfjs';\nconst net = tf.sequential();\n`;
const [model] = findModels(text, '/nets/src/net.js');

function request(choices: ModelChoices, dataNamed = false) {
  if (!model) throw new Error('the model is not found');
  return planRequest({ model, text, folder: '/nets', choices, dataNamed });
}

test('Paths of the choices start from the folder', () => {
  expect(request({ entry: 'src/train.js' }).entry).toBe('/nets/src/train.js');
  expect(request({ entry: '/other/train.js' }).entry).toBe('/other/train.js');
});

test('Chosen data wins over a fit of the source, unless the way to run is chosen too', () => {
  const data = { kind: 'random' } as const;
  expect(request({}).withData).toBe(false);
  expect(request({ data }).withData).toBe(true);
  expect(request({ data, run: 'file' }).withData).toBe(false);
  expect(request({ run: 'file' }, true).withData).toBe(true);
});

test('Chosen values are answers', () => {
  expect(request({ values: { units: 16, activation: 'relu' } }).answers).toEqual({ units: '16', activation: '"relu"' });
});
