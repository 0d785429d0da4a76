import { describe, expect, it } from 'vitest';
import { variedParameter } from '../../../src/cli/sweep/varied.js';
import { findModels } from '../../../src/source/findModels.js';
import { editedModel } from '../../../src/sweep/editedModel.js';
import { tunablesOf } from '../../../src/sweep/tunables.js';

const PYTHON = (layers: string, more = '') => `from tensorflow.keras import regularizers
from tensorflow.keras.layers import *
from tensorflow.keras.models import Sequential
from tensorflow.keras.optimizers import SGD
model = Sequential([${layers}])
${more}`;
const TYPESCRIPT = (layers: string, more = '') => `import * as tf from '@tensorflow/tfjs';
const model: tf.Sequential = tf.sequential({ layers: [${layers}] });
${more}`;

const IN_PYTHON = PYTHON(
  `Conv2D(8, 3, kernel_regularizer=regularizers.l2(0.001), input_shape=(9, 9, 1)),
    LeakyReLU(negative_slope=0.2), BatchNormalization(momentum=0.95, epsilon=1e-3), Flatten(),
    Dense(4, kernel_regularizer=regularizers.L1L2(l1=1e-5, l2=1e-4)), GaussianNoise(0.1), Dense(3)`,
  'model.compile(SGD(0.01, momentum=0.5), "mse")\n',
);
const IN_TYPESCRIPT = TYPESCRIPT(
  `tf.layers.conv2d({ filters: 8, kernelSize: 3, kernelRegularizer: tf.regularizers.l2({ l2: 0.001 }), inputShape: [9, 9, 1] }),
    tf.layers.leakyReLU({ alpha: 0.2 }), tf.layers.batchNormalization({ momentum: 0.95, epsilon: 1e-3 }), tf.layers.flatten(),
    tf.layers.dense({ units: 4, kernelRegularizer: tf.regularizers.l1l2({ l1: 1e-5, l2: 1e-4 }) }), tf.layers.gaussianNoise({ stddev: 0.1 }),
    tf.layers.dense({ units: 3 })`,
  'model.compile({ optimizer: tf.train.momentum(0.01, 0.5), loss: "meanSquaredError" });\n',
);

describe('numbers of a layer, of what it penalizes, and of an optimizer', () => {
  it.each([
    ['net.py', IN_PYTHON],
    ['net.ts', IN_TYPESCRIPT],
  ])('are offered with values around them: %s', (file, text) => {
    const [model] = findModels(text, file);
    const found = (model ? tunablesOf(model) : []).filter(({ parameter }) => parameter.kind === 'literal');
    const values = found
      .filter(({ isProposed }) => isProposed)
      .map(({ parameter }) => [parameter.name, parameter.values]);
    expect(values).toEqual([
      ['filters', [2, 8, 32]],
      ['kernelSize', [1, 3, 5]],
      ['l2', [0.0001, 0.001, 0.01]],
      ['alpha', [0.06, 0.2, 0.6]],
      ['momentum', [0.8, 0.9, 0.95, 0.99]],
      ['epsilon', [0.00001, 0.001, 0.1]],
      ['units', [1, 4, 16]],
      ['l1', [0.000001, 0.00001, 0.0001]],
      ['l2', [0.00001, 0.0001, 0.001]],
      ['stddev', [0.03, 0.1, 0.3]],
      ['momentum', [0.5, 0.8, 0.9, 0.99]],
    ]);
  });

  it('are written where they stand', async () => {
    const models = findModels(IN_PYTHON, 'net.py');
    const [model] = models;
    if (!model) return expect.fail('no model');
    const parameters = tunablesOf(model).map(({ parameter }) => parameter);
    const idOf = (name: string) => parameters.find((each) => each.name === name)?.id ?? name;
    const values = { [idOf('l2')]: 0.1, [idOf('alpha')]: 0.3, [idOf('kernelSize')]: 5 };
    const { text } = await editedModel({ text: IN_PYTHON, models, model }, parameters, values, findModels);
    expect(text).toContain('Conv2D(8, 5, kernel_regularizer=regularizers.l2(0.1)');
    expect(text).toContain('LeakyReLU(negative_slope=0.3)');
  });
});

it("is found by Keras's name for it, too", () => {
  const tunables = findModels(IN_PYTHON, 'net.py').flatMap(tunablesOf);
  expect(variedParameter('negative_slope=0.1,0.3', tunables, false)).toMatchObject({
    name: 'alpha',
    values: [0.1, 0.3],
  });
  expect(variedParameter('kernel_size=1,3', tunables, false)).toMatchObject({ name: 'kernelSize', values: [1, 3] });
});

describe('what data need of the last layer', () => {
  it.each([
    ['an activation of its own behind it', PYTHON('Dense(8, input_shape=(4,)), Dense(5), LeakyReLU(0.5)'), [8]],
    ['a new shape behind it', PYTHON('Dense(8, input_shape=(4,)), Dense(6), Reshape((2, 3))'), [8]],
    [
      'one layer for all steps',
      PYTHON('Bidirectional(LSTM(8, return_sequences=True)), TimeDistributed(Dense(5))'),
      [8],
    ],
    ['a layer of either branch', PYTHON('Dense(8, input_shape=(4,))', 'if x:\n    model.add(Dense(3))\n'), []],
  ])('is not offered: %s', (_, text, units) => {
    const [model] = findModels(text, 'net.py');
    const found = (model ? tunablesOf(model) : []).filter(({ parameter }) => parameter.name === 'units');
    expect(found.map(({ parameter }) => parameter.own)).toEqual(units);
  });
});
