import { describe, expect, it } from 'vitest';
import type { KerasDeclaration } from '../../../src/protocol/keras.js';
import { innerModel } from '../../../src/tfjs/tfjs.js';
import { layersDeclared } from './support/declared.js';
import { configs, made, tf } from './support/made.js';

type Version = KerasDeclaration['version'];

function learningRate(optimizer: string, version: Version): number | undefined {
  const { model } = made(layersDeclared(['Dense(2, input_dim=3)'], version, `model.compile(${optimizer}, 'mse')`));
  return (innerModel(model)?.optimizer_ as unknown as { learningRate?: number } | undefined)?.learningRate;
}

describe('defaults of each Keras', () => {
  it.each([
    ["'sgd'", 0.01, 0.01, 0.01],
    ["'adam'", 0.001, 0.001, 0.001],
    ["'adagrad'", 0.01, 0.001, 0.001],
    ["'adadelta'", 1, 0.001, 0.001],
    ["'adamax'", 0.002, 0.001, 0.001],
    ["'nadam'", 0.002, 0.001, 0.001],
    ["'rmsprop'", 0.001, 0.001, 0.001],
    ['SGD(lr=0.5)', 0.5, 0.5, 0.5],
    ['Adam(0.25)', 0.25, 0.25, 0.25],
    ['tf.train.AdamOptimizer(0.125)', 0.125, 0.125, 0.125],
  ])('%s learns at the rate of Keras', (optimizer, one, two, three) => {
    expect([1, 2, 3].map((version) => learningRate(optimizer, version as Version))).toEqual([one, two, three]);
  });

  it('an LSTM gates with hard_sigmoid in Keras 1 and with sigmoid later', () => {
    const gate = (version: Version) => {
      const [layer] = configs(layersDeclared(['LSTM(2, input_shape=(4, 3))'], version)) as [
        string,
        Record<string, unknown>,
      ][];
      return layer?.[1].recurrentActivation;
    };
    expect([gate(1), gate(2), gate(3)]).toEqual(['hardSigmoid', 'sigmoid', 'sigmoid']);
  });

  it('a GRU has a bias for the state from TensorFlow 2 on', () => {
    const bias = (version: Version) =>
      made(layersDeclared(['GRU(2, input_shape=(4, 3))'], version)).model.weights.at(-1)?.shape;
    expect([bias(1), bias(2), bias(3)]).toEqual([[6], [2, 6], [2, 6]]);
  });

  it('weights start as in Keras', () => {
    const spread = (layer: string) => {
      const { model } = made(layersDeclared([layer]));
      const [kernel] = model.getWeights();
      if (!kernel) throw new Error('There is no kernel');
      const { mean, variance } = tf.moments(kernel);
      return [mean.dataSync()[0] ?? 0, Math.sqrt(variance.dataSync()[0] ?? 0)];
    };
    const expected = {
      glorot_uniform: Math.sqrt(2 / 500),
      he_normal: Math.sqrt(2 / 300),
      lecun_normal: Math.sqrt(1 / 300),
    };
    for (const [name, deviation] of Object.entries(expected)) {
      const [mean, found] = spread(`Dense(200, input_dim=300, kernel_initializer='${name}')`);
      expect(mean).toBeCloseTo(0, 2);
      expect((found ?? 0) / deviation).toBeCloseTo(1, 1);
    }
    const [, embedding] = spread('Embedding(300, 50, input_length=4)');
    expect(embedding).toBeCloseTo(0.05 / Math.sqrt(3), 3);
    const [low] = spread('Dense(200, input_dim=300, kernel_initializer=RandomUniform(0, 1))');
    expect(low).toBeCloseTo(0.5, 1);
  });

  it('a recurrent kernel starts orthogonal', () => {
    const kernel = made(layersDeclared(['LSTM(20, input_shape=(4, 3))'])).model.getWeights()[1] as tf.Tensor2D;
    const product = tf.matMul(kernel, kernel, false, true);
    expect(tf.max(tf.abs(tf.sub(product, tf.eye(20)))).dataSync()[0]).toBeLessThan(1e-5);
  });
});

describe('an input with the channels first', () => {
  it('is taken as such where it can mean nothing else', () => {
    const { model, notes } = made(
      layersDeclared(["Convolution2D(4, 3, 3, border_mode='same', input_shape=(3, 32, 32))", 'MaxPooling2D()']),
    );
    expect(model.outputShape).toEqual([null, 4, 16, 16]);
    expect(notes.all.map(({ text }) => text)).toEqual([
      'Images of shape (3, 32, 32) are read as channels first, as in code for Theano.',
    ]);
  });
});
