import { expect, it } from 'vitest';
import type { RunFinding } from '../../../../src/diagnosis/run/runRule.js';
import { withFix } from '../programs.js';
import { fixesFor } from './runFixTable.js';

type Asked = Pick<RunFinding, 'rule'> & Partial<RunFinding>;

const NORMALIZES: Asked = { rule: 'saturated-layer', layer: 0 };
const OVERSHOOTS: Asked = { rule: 'divergence' };
const OVER_FITS: Asked = { rule: 'over-fitting' };
const NAMES = [NORMALIZES, OVERSHOOTS, OVER_FITS];
const LAYERS: readonly Asked[] = [
  NORMALIZES,
  OVER_FITS,
  { rule: 'under-fitting' },
  { rule: 'dead-layer', layer: 0, category: 'initialization' },
  { rule: 'input-scale', evidence: { min: 0, max: 255 } },
];
const OPTIMIZERS: readonly Asked[] = [
  OVERSHOOTS,
  { rule: 'learning-rate', evidence: { updateRatio: 0 } },
  { rule: 'learning-rate', evidence: { updateRatio: 0.5 } },
];
const FITS: readonly Asked[] = [
  OVER_FITS,
  { rule: 'stopped-early' },
  { rule: 'class-imbalance' },
  { rule: 'small-batch-normalization', layer: 0 },
  { rule: 'validation-classes' },
  { rule: 'validation-shares' },
  { rule: 'validation-size' },
];

/** A program, its lines joined, with what a run of it is asked for. */
type Form = readonly [asked: readonly Asked[], ...lines: readonly string[]];

const [TANH, ONE] = ["Dense(8, input_dim=4, activation='tanh')", 'Dense(1)'];
const IMPORTS = 'from keras import Sequential, optimizers, callbacks, layers\nfrom keras.layers import *';
const IN_LIST = `m = Sequential([${TANH}, ${ONE}])`;
const COMPILED = "m.compile('sgd', 'mse')";

const PYTHON: readonly Form[] = [
  ...[
    ['import keras', 'keras.', 'keras.layers.'],
    ['import tensorflow as tf', 'tf.keras.', 'tf.keras.layers.'],
    ['from tensorflow import keras as k', 'k.', 'k.layers.'],
    ['from keras import layers, optimizers, callbacks, Sequential', '', 'layers.'],
    [
      'from keras import Sequential\nfrom keras.layers import Dense, BatchNormalization as BN\nfrom keras.optimizers import SGD as Descent\nfrom keras.callbacks import *',
      '',
      '',
    ],
    ['from keras import Sequential\nfrom keras.layers import *', '', ''],
    [
      '"""About it."""\nfrom __future__ import annotations\nfrom tensorflow.keras.models import Sequential\nfrom tensorflow.keras.layers import Dense',
      '',
      '',
    ],
  ].map(
    ([head = '', keras, layer]): Form => [
      NAMES,
      head,
      `m = ${keras}Sequential()\nm.add(${layer}${TANH})\nm.add(${layer}${ONE})\n${COMPILED}\nm.fit(x, y)`,
    ],
  ),
  ...[
    `m = Sequential([${TANH}, ${ONE}]) # in a line`,
    `m = Sequential([\n    ${TANH},  # bends\n    ${ONE},\n])`,
    `m = Sequential([\n    ${TANH},\n    # The answer.\n    ${ONE}\n])`,
    `m = Sequential()\nm.add(${TANH})  # bends\nm.add(${ONE})`,
    `m = Sequential()\nm.add(${TANH}); m.add(${ONE})`,
    `m = Sequential()\nfor _ in range(2): m.add(${TANH})\nm.add(${ONE})`,
    `def build():\n\tm = Sequential()\n\tm.add(${TANH})\n\tm.add(${ONE})\n\treturn m`,
    `m = Sequential([layers.Input(shape=(4,)), Dense(8), Dense(n, use_bias=False), Dropout(0.1), ${ONE}])`,
    `m = Sequential([\n    Dense(units=8,\n          input_shape=shape,\n          bias_initializer='ones'),\n    ${ONE},\n])`,
    `m = Sequential([Dense(8, batch_input_shape=(None, 4), kernel_initializer=start()), BatchNormalization(), ${ONE}])`,
    `m = Sequential([Dense(8, **given), Dense(16), ${ONE}])`,
    `m = Sequential([Conv2D(8, 3, input_shape=(8, 8, 1)), Flatten(), Dense(4), ${ONE}])`,
    `m = Sequential([${ONE}])`,
  ].map((layers): Form => [LAYERS, IMPORTS, layers]),
  ...[
    "m.compile(SGD(0.1, momentum=0.9), 'mse')",
    "m.compile(optimizers.SGD(lr=0.1, clipnorm=2.0), 'mse')",
    "m.compile(optimizers.SGD(clipvalue=2.0), 'mse')",
    "m.compile(optimizers.Adam(), 'mse')",
    "m.compile(optimizers.Adam(**given), 'mse')",
    "m.compile(optimizers.Adam(rate), 'mse')",
    "m.compile(optimizers.Adam(0), 'mse')",
    "own = optimizers.RMSprop(learning_rate=0.125)\nm.compile(own, 'mse')",
    'm.compile(\n    loss=\'mse\',\n    optimizer="nadam",\n)',
    "m.compile('adamw', 'mse')\nm.compile('adam', 'mse')",
    "m.compile('lion', 'mse')",
    "m.compile(chosen, 'mse')",
  ].map((compile): Form => [OPTIMIZERS, IMPORTS, IN_LIST, compile]),
  ...[
    'm.fit(x, y)',
    'm.fit(x, y, 4, 5)',
    'm.fit(x, y, epochs=5, batch_size=4, callbacks=[stop], class_weight=given)',
    'm.fit(\n    x, y,\n    validation_split=0.2,\n    epochs=n,\n)',
    'm.fit(x, y, **given)',
    'm.fit(x, y, epochs=5)\nm.fit(x, y, epochs=5)',
    'm.fit(x[:9], y[:9], validation_split=0.2)',
    'm.fit(x, y, validation_split=0.2, sample_weight=w)',
    'm.train_on_batch(x, y)',
  ].map((fit): Form => [FITS, IMPORTS, IN_LIST, COMPILED, fit]),
];

const [BENT, LAST] = ["dense({ units: 8, inputShape: [4], activation: 'tanh' })", 'dense({ units: 1 })'];
const TF = "const tf = require('@tensorflow/tfjs');";
const ADDED = `const m = tf.sequential();\nm.add(tf.layers.${BENT});\nm.add(tf.layers.${LAST});`;

const JAVASCRIPT: readonly Form[] = [
  ...[
    ["import * as tf from '@tensorflow/tfjs'", 'tf.', 'tf.layers.', ''],
    ["const { layers, sequential } = require('@tensorflow/tfjs');", '', 'layers.', ';'],
    ["const t = require('@tensorflow/tfjs-node');", 't.', 't.layers.', ';'],
    ['', 'window.tf.', 'window.tf.layers.', ';'],
  ].map(
    ([head = '', tfjs, layer, end]): Form => [
      NAMES,
      head,
      `const m = ${tfjs}sequential()${end}\nm.add(${layer}${BENT})${end}\nm.add(${layer}${LAST})${end}`,
      `m.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })${end}\nawait m.fit(x, y)${end}`,
    ],
  ),
  ...[
    `const m = tf.sequential({ layers: [tf.layers.${BENT}, tf.layers.${LAST}] });`,
    `const m = tf.sequential({\n  layers: [\n    tf.layers.${BENT}, // bends\n    tf.layers.${LAST},\n  ],\n});`,
    `const m = tf.sequential();\nm.add(tf.layers.${BENT}); // bends\nm.add(tf.layers.${LAST});`,
    `const m = tf.sequential();\nm.add(tf.layers.${BENT}); m.add(tf.layers.${LAST});`,
    `const m = tf.sequential();\nfor (const each of all) m.add(tf.layers.${BENT});\nm.add(tf.layers.${LAST});`,
    `const given = { units: 8, inputShape: [4] };\nconst m = tf.sequential();\nm.add(tf.layers.dense(given));\nm.add(tf.layers.${LAST});`,
    `const m = tf.sequential();\nm.add(tf.layers.inputLayer({ inputShape: [4] }));\nm.add(tf.layers.${LAST});`,
    `const m = tf.sequential();\nm.add(tf.layers.dense({ units: 8, inputDim: 4, biasInitializer: "zeros" }));\nm.add(tf.layers.${LAST});`,
    `const m = tf.sequential();\nm.add(tf.layers.dense({\n  units: 8,\n  batchInputShape: [null, 4],\n  useBias: true,\n}));\nm.add(tf.layers.${LAST});`,
    `const { dense } = tf.layers;\nconst m = tf.sequential();\nm.add(dense({ units: 8, inputShape: [4] }));\nm.add(dense({ units: 1 }));`,
  ].map((layers): Form => [LAYERS, TF, layers]),
  ...[
    'tf.train.sgd(0.1)',
    'tf.train.momentum(0.1, 0.9)',
    'tf.train.adam()',
    'tf.train.adam(rate)',
    "'adagrad'",
    'own',
  ].map(
    (optimizer): Form => [OPTIMIZERS, TF, ADDED, `m.compile({ optimizer: ${optimizer}, loss: 'meanSquaredError' });`],
  ),
  ...[
    'await m.fit(x, y);',
    'await m.fit(x, y, {});',
    'await m.fit(x, y, given);',
    'await m.fit(x, y, { ...given });',
    'const done = await m.fit(x, y, {\n  epochs: 5,\n  batchSize: 4,\n  validationSplit: 0.2,\n});',
    'await m.fitDataset(data, { epochs: 5 });',
  ].map((fit): Form => [FITS, TF, ADDED, fit]),
];

/** Parts of most programs. */
const SAME: ReadonlySet<string> = new Set([IMPORTS, IN_LIST, COMPILED, TF, ADDED]);

/** What each fix is called, and the lines that it changes or adds. */
function written(file: string, text: string, asked: Asked): string[] {
  const before = new Set(text.split('\n'));
  return fixesFor({ file, text }, asked, [30, 3]).flatMap((fix) => {
    const lines = withFix({ file, text }, fix).text.split('\n');
    return [`  ${asked.rule}: ${fix.title}`, ...lines.flatMap((line) => (before.has(line) ? [] : [`    ${line}`]))];
  });
}

it.each([
  ['python', '/w/net.py', PYTHON],
  ['javascript', '/w/net.ts', JAVASCRIPT],
] as const)('Fixes of unusual forms of source write, in %s, what is written down', async (name, file, forms) => {
  const lines = forms.flatMap(([asked, ...parts]) => {
    const text = `${parts.join('\n')}\n`;
    const own = parts.filter((part) => !SAME.has(part));
    return [...own.join('\n').split('\n'), ...asked.flatMap((each) => written(file, text, each)), ''];
  });
  await expect(lines.join('\n')).toMatchFileSnapshot(`told/forms.${name}.txt`);
});
