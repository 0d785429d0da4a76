import { expect, it } from 'vitest';
import { findingsIn } from './programs.js';

const HEAD = 'from tensorflow import keras\nfrom tensorflow.keras.layers import *\n';

/** A notebook of one cell of code, whose lines stand elsewhere in its file. */
function notebook(code: string) {
  const source = `${HEAD}${code}`.split('\n').map((line) => `${line}\n`);
  const cells = [{ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source }];
  return {
    file: '/w/net.ipynb',
    text: JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1),
  };
}

const sequential = (...layers: string[]) =>
  `model = keras.Sequential([\n${layers.map((layer) => `  ${layer},\n`).join('')}])\n`;

it.each([
  ['linear-layers', sequential('Dense(4, input_shape=(3,))', 'Dense(1)'), /^This Dense and the Dense after it can do/],
  [
    'linear-layers',
    sequential('Dense(4, input_shape=(3,))', 'Dense(4)', 'Dense(1)'),
    /^This Dense and the 2 layers with weights after it can do/,
  ],
  [
    'double-activation',
    sequential("Dense(3, activation='relu')", "Activation('sigmoid')"),
    /here and through sigmoid after it\.$/,
  ],
  [
    'return-sequences',
    sequential('LSTM(4, input_shape=(5, 2))', 'LSTM(4)', 'Dense(1)'),
    /and the LSTM after it takes one/,
  ],
  [
    'freeze-after-compile',
    `${sequential('Dense(4, activation="relu")', 'Dense(1)')}model.compile('sgd', 'mse')\nmodel.layers[0].trainable = False\nmodel.fit(x, y)\n`,
    /after model was compiled\.$/,
  ],
])('%s says no line of a notebook’s file, which nobody sees', (id, code, message) => {
  expect(findingsIn(notebook(code), id).map((finding) => finding.message)).toEqual([expect.stringMatching(message)]);
});

it('bias-before-batch-normalization says why without a line of a notebook', () => {
  const code = sequential('Dense(4, input_shape=(3,))', 'BatchNormalization()', "Activation('relu')", 'Dense(1)');
  const [finding] = findingsIn(notebook(code), 'bias-before-batch-normalization');
  expect(finding?.why).toMatch(/^The batch normalization subtracts/);
});
