import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import type { Layer } from '../../../src/tfjs/tfjs.js';
import { lastActivation } from '../../../src/trainer/build/modelShapes.js';

test('the last activation is seen through whatever hands values on', () => {
  const { dense, spatialDropout1d, alphaDropout, repeatVector, softmax, zeroPadding2d } = tf.layers;
  const sigmoid = () => dense({ units: 2, activation: 'sigmoid' });
  const of = (...layers: tf.layers.Layer[]) => lastActivation(layers as unknown as Layer[]);
  expect(of(sigmoid(), alphaDropout({ rate: 0.1 }), repeatVector({ n: 3 }), spatialDropout1d({ rate: 0.1 }))).toBe(
    'sigmoid',
  );
  expect(of(sigmoid(), softmax())).toBe('softmax');
  expect(of(sigmoid(), zeroPadding2d())).toBeNull();
});
