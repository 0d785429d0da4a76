import { describe, expect, it } from 'vitest';
import { findModels } from '../../../src/source/findModels.js';
import { modelSizes } from '../../../src/source/size/sourceSize.js';

const sizes = (program: string, file = '/folder/net.js', batchSize: number | null = null) =>
  modelSizes(findModels(program, file), program, batchSize);

/** Output shape and parameters of each layer, without the input's. */
const layers = (program: string, file?: string) =>
  sizes(program, file)[0]
    ?.layers.slice(1)
    .map(({ outputShape, params }) => [outputShape.slice(1), params]);

const js = (body: string) => `import * as tf from '@tensorflow/tfjs';\n${body}`;

describe("a model's size from its source", () => {
  it('follows shapes through dense layers, with names that are given a number', () => {
    const program = js(`
      const HIDDEN = 64;
      const model = tf.sequential({ layers: [
        tf.layers.dense({ units: HIDDEN, inputShape: [784], activation: 'relu' }),
        tf.layers.dropout({ rate: 0.5 }),
        tf.layers.dense({ units: 10 }),
      ] });
      await model.fit(x, y, { batchSize: 128 });`);
    expect(layers(program)).toEqual([
      [[64], 785 * 64],
      [[64], 0],
      [[10], 650],
    ]);
    expect(sizes(program)[0]?.batchSize).toBe(128);
    expect(sizes(program, undefined, 16)[0]?.batchSize).toBe(16);
  });

  it('follows a convolution net as tfjs lays it out', () => {
    const program = js(`
      const model = tf.sequential();
      model.add(tf.layers.conv2d({ filters: 16, kernelSize: 3, inputShape: [28, 28, 1] }));
      model.add(tf.layers.maxPooling2d({ poolSize: [2, 2] }));
      model.add(tf.layers.conv2d({ filters: 32, kernelSize: [3, 3], padding: 'same', strides: 2 }));
      model.add(tf.layers.flatten());
      model.add(tf.layers.dense({ units: 10 }));`);
    expect(layers(program)).toEqual([
      [[26, 26, 16], 160],
      [[13, 13, 16], 0],
      [[7, 7, 32], 4640],
      [[1568], 0],
      [[10], 15_690],
    ]);
  });

  it('reads Keras Python, positional arguments too', () => {
    const program = `
from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([
    layers.Conv2D(8, (3, 3), activation="relu", input_shape=(28, 28, 1)),
    layers.MaxPooling2D((2, 2)),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
model.fit(x, y, batch_size=64)
`;
    expect(layers(program, '/folder/net.py')).toEqual([
      [[26, 26, 8], 80],
      [[13, 13, 8], 0],
      [[1352], 0],
      [[10], 13_530],
    ]);
    expect(sizes(program, '/folder/net.py')[0]?.batchSize).toBe(64);
  });

  it('knows sequences', () => {
    const program = js(`
      const model = tf.sequential();
      model.add(tf.layers.lstm({ units: 32, inputShape: [50, 16], returnSequences: true }));
      model.add(tf.layers.lstm({ units: 8 }));`);
    expect(layers(program)).toEqual([
      [[50, 32], 4 * 49 * 32],
      [[8], 4 * 41 * 8],
    ]);
  });

  it.each([
    ['units that are computed', 'tf.layers.dense({ units: 2 * n, inputShape: [4] })'],
    ['an input that is not told', 'tf.layers.dense({ units: 3 })'],
    ['a layer of the file’s own', 'new Mine({ inputShape: [4] })'],
    ['units that nothing gives a number', 'tf.layers.dense({ units: width, inputShape: [4] })'],
    ['half a call', 'tf.layers.dense({ units: '],
  ])('says nothing of %s', (_name, layer) => {
    expect(sizes(js(`const model = tf.sequential();\nmodel.add(${layer});`))).toEqual([]);
  });

  it('leaves out what would take long to read', () => {
    const model = 'const model = tf.sequential();\nmodel.add(tf.layers.dense({ units: 3, inputShape: [4] }));';
    expect(sizes(js(model))).toHaveLength(1);
    expect(sizes(js(`${model}\n${'// long\n'.repeat(30_000)}`))).toEqual([]);
  });
});
