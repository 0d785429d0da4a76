import { describe, expect, it } from 'vitest';
import { findingsIn, fixedText } from './programs.js';
import { rule } from './ruleTable.js';

const sigmoids = (count: number, kind = 'sigmoid') => ({
  js: [...new Array<string>(count).fill(`dense({ units: 4, activation: '${kind}' })`), 'dense({ units: 1 })'],
  py: [...new Array<string>(count).fill(`Dense(4, activation='${kind}')`), 'Dense(1)'],
});

describe('what is said of layers', () => {
  rule('double-activation', {
    sick: [
      [{ js: ["dense({ units: 3, activation: 'softmax' })", "activation({ activation: 'softmax' })"] }, 'linear'],
      [{ js: ["dense({ units: 3, activation: 'relu' })", 'reLU()'] }, 'linear'],
      [{ py: ["Dense(3, activation='relu')", "Activation('sigmoid')"] }, 'linear'],
      [{ py: ['Dense(3)', "Activation('relu')", "Activation('relu')"] }, 'linear'],
    ],
    healthy: [
      { js: ['dense({ units: 3 })', "activation({ activation: 'softmax' })"] },
      { js: ["dense({ units: 3, activation: 'relu' })", "dense({ units: 3, activation: 'relu' })"] },
      { py: ['Dense(3)', "Activation('relu')"] },
      { py: ["Dense(3, activation='relu')", 'Dropout(0.2)', "Activation('relu')"] },
      { py: ['Dense(3, activation=kind)', "Activation('relu')"] },
    ],
  });

  rule('saturating-stack', {
    sick: [
      [{ js: sigmoids(4).js }, 'relu'],
      [{ py: sigmoids(9).py }, 'relu'],
      [{ py: sigmoids(5, 'tanh').py }, 'relu'],
    ],
    healthy: [
      { js: sigmoids(3).js },
      { py: sigmoids(3).py },
      { py: [...sigmoids(2).py, ...sigmoids(2, 'relu').py, ...sigmoids(2).py] },
      { js: sigmoids(8, 'relu').js },
    ],
  });

  rule('dropout', {
    sick: [
      [{ js: ['dense({ units: 8 })', 'dropout({ rate: 0.8 })', 'dense({ units: 1 })'] }, '0.5'],
      [{ js: ['dense({ units: 8 })', 'dropout({ rate: 1 })', 'dense({ units: 1 })'] }, '0.3'],
      [{ py: ['Dense(8)', 'Dropout(0.9)', 'Dense(1)'] }, '0.5'],
      [{ py: ['Dense(8)', 'Dropout(rate=-0.1)', 'Dense(1)'] }, '0.3'],
      [{ py: ['Dense(8)', 'Dense(1)', 'Dropout(0.2)'], compile: "loss='mse'" }, '0'],
      [{ py: ['Dense(8)', 'Dropout(0.2)', 'BatchNormalization()', 'Dense(1)'] }, null],
    ],
    healthy: [
      { js: ['dense({ units: 8 })', 'dropout({ rate: 0.5 })', 'dense({ units: 1 })'] },
      { js: ['dense({ units: 8 })', 'dropout({ rate })', 'dense({ units: 1 })'] },
      { py: ['Dense(8)', 'Dropout(0.25)', 'Dense(1)'] },
      { py: ['Dense(8)', 'BatchNormalization()', 'Dropout(0.25)', 'Dense(1)'] },
    ],
  });

  rule('constant-initializer', {
    sick: [
      [
        { js: ["dense({ units: 8, kernelInitializer: 'zeros', activation: 'relu' })", 'dense({ units: 1 })'] },
        'heNormal',
      ],
      [
        { js: ['dense({ units: 8, kernelInitializer: tf.initializers.ones() })', 'dense({ units: 1 })'] },
        'glorotUniform',
      ],
      [{ py: ["Dense(8, kernel_initializer='zeros')", 'Dense(1)'] }, 'glorot_uniform'],
      [
        { py: ["Dense(3, input_dim=2, kernel_initializer='uniform', activation='sigmoid')", 'Dense(1)'] },
        'glorot_uniform',
      ],
      [{ py: ['Dense(8, kernel_initializer=keras.initializers.Constant(0.5))', 'Dense(1)'] }, 'glorot_uniform'],
      [
        { py: ['Dense(64, kernel_initializer=keras.initializers.RandomNormal(stddev=5))', 'Dense(1)'] },
        'glorot_uniform',
      ],
    ],
    healthy: [
      { js: ["dense({ units: 8, kernelInitializer: 'heNormal' })", 'dense({ units: 1 })'] },
      { js: ['dense({ units: 8 })', "dense({ units: 1, kernelInitializer: 'zeros' })"] },
      { py: ["Dense(8, kernel_initializer='uniform')", 'Dense(1)'] },
      { py: ["Dense(800, kernel_initializer='uniform', input_dim=784)", 'Dense(1)'] },
      { py: ["Dense(8, bias_initializer='zeros')", "Dense(1, kernel_initializer='zeros')"] },
      { py: ['Dense(64, kernel_initializer=keras.initializers.RandomNormal(stddev=0.05))', 'Dense(1)'] },
    ],
  });

  rule('bias-before-batch-normalization', {
    sick: [
      [{ js: ['conv2d({ filters: 8, kernelSize: 3 })', 'batchNormalization()', 'reLU()'] }, 'useBias: false'],
      [{ js: ['dense({ units: 8, useBias: true })', 'batchNormalization()', 'reLU()'] }, 'false'],
      [{ py: ['Dense(8)', 'BatchNormalization()', "Activation('relu')"] }, 'use_bias=False'],
    ],
    healthy: [
      { js: ['dense({ units: 8, useBias: false })', 'batchNormalization()', 'reLU()'] },
      { js: ["dense({ units: 8, activation: 'relu' })", 'batchNormalization()'] },
      { py: ['Dense(8, use_bias=False)', 'BatchNormalization()', "Activation('relu')"] },
      { py: ['Dense(8, use_bias=flag)', 'BatchNormalization()', "Activation('relu')"] },
      { py: ['Dense(8, **options)', 'BatchNormalization()', "Activation('relu')"] },
    ],
  });

  rule('return-sequences', {
    sick: [
      [{ js: ['lstm({ units: 8, inputShape: [5, 3] })', 'lstm({ units: 8 })'] }, 'returnSequences: true'],
      [{ py: ['LSTM(8, input_shape=(5, 3))', 'Dropout(0.2)', 'GRU(8)'] }, 'return_sequences=True'],
      [{ py: ['LSTM(8, return_sequences=False)', 'LSTM(8)'] }, 'True'],
    ],
    healthy: [
      { js: ['lstm({ units: 8, returnSequences: true, inputShape: [5, 3] })', 'lstm({ units: 8 })'] },
      { py: ['LSTM(8)', 'Dense(1)'] },
      { py: ['LSTM(8)', 'RepeatVector(3)', 'LSTM(8, return_sequences=True)'] },
      { py: ['LSTM(8, return_sequences=deep)', 'LSTM(8)'] },
    ],
  });

  rule('shape-chain', {
    sick: [
      [
        { js: ['conv2d({ filters: 8, kernelSize: 9, inputShape: [8, 8, 1] })', 'flatten()', 'dense({ units: 3 })'] },
        null,
      ],
      [{ js: ['dense({ units: 16, inputShape: [4] })', 'conv2d({ filters: 8, kernelSize: 3 })'] }, null],
      [{ py: ['Dense(16, input_shape=(4,))', 'Conv2D(8, 3)'] }, null],
      [{ py: ['Conv2D(8, (3, 3), input_shape=(4, 4, 1))', 'MaxPooling2D()', 'MaxPooling2D()'] }, null],
    ],
    healthy: [
      { js: ['conv2d({ filters: 8, kernelSize: 3, inputShape: [8, 8, 1] })', 'flatten()', 'dense({ units: 3 })'] },
      { js: ['conv2d({ filters: 8, kernelSize: size, inputShape: [8, 8, 1] })', 'flatten()'] },
      { py: ['Conv2D(8, (3, 3), padding="same", input_shape=(4, 4, 1))', 'MaxPooling2D()', 'MaxPooling2D()'] },
      { py: ['LSTM(8, input_shape=(5, 3))', 'LSTM(8)'] },
      { py: ['Conv1D(8, 2, input_shape=(28, 28, 1))', 'Flatten()', 'Dense(1)'] },
      { py: ['Embedding(1000, 16, input_length=20)', 'LSTM(8)', 'Dense(1)'] },
    ],
  });

  rule('wide-input', {
    sick: [
      [{ js: ["dense({ units: 100, inputShape: [20000], activation: 'relu' })", 'dense({ units: 10 })'] }, null],
      [{ py: ["Dense(100, input_dim=20000, activation='relu')", 'Dense(10)'] }, null],
    ],
    healthy: [
      { js: ["dense({ units: 100, inputShape: [784], activation: 'relu' })", 'dense({ units: 10 })'] },
      { py: ["Dense(2000, input_dim=2000, activation='relu')", "Dense(2000, activation='relu')", 'Dense(10)'] },
    ],
  });

  it('mends options that a function of the file makes, where they are of the layers that are meant alone', () => {
    const program = (last: string) => ({
      file: '/w/net.js',
      text: `const sigmoid = () => ({ units: 4, activation: 'sigmoid' });
const model = tf.sequential({ layers: [
  tf.layers.dense(sigmoid()), tf.layers.dense(sigmoid()), tf.layers.dense(sigmoid()), tf.layers.dense(sigmoid()), ${last}
] });`,
    });
    const own = program('tf.layers.dense({ units: 1 })');
    const [finding] = findingsIn(own, 'saturating-stack');
    expect(finding?.evidence).toMatchObject({ layers: 4 });
    expect(finding?.fixes[0]?.edits).toHaveLength(1);
    expect(findingsIn({ ...own, text: fixedText(own.text, findingsIn(own, 'saturating-stack')) })).toEqual([]);
    expect(findingsIn(program('tf.layers.dense(sigmoid())'), 'saturating-stack')[0]?.fixes).toEqual([]);
    const shared = `const wide = () => ({ units: 4 });
const model = tf.sequential({ layers: [tf.layers.dense(wide()), tf.layers.dense(wide())] });`;
    expect(findingsIn({ file: '/w/net.js', text: shared }, 'linear-layers')[0]?.fixes).toEqual([]);
  });
});
