import { expect, it } from 'vitest';
import { findingsIn, fixedText } from './programs.js';
import { saidIn } from './ruleTable.js';

const HEAD = `import numpy as np
import pandas as pd
from tensorflow import keras
from keras.datasets import mnist, cifar10
from keras.layers import *
from keras.optimizers import *
from keras.utils import to_categorical
from sklearn.datasets import make_regression
from sklearn.preprocessing import StandardScaler
`;
const py = (data: string, layers: string, compile: string | null, ...end: readonly string[]) => ({
  file: '/w/net.py',
  text: [
    `${HEAD}${data}`,
    `m = keras.Sequential([${layers}])`,
    ...(compile === null ? [] : [`m.compile(${compile})`]),
    ...(end.length > 0 ? end : ['m.fit(x, y, epochs=50)']),
    '',
  ].join('\n'),
});
const js = (...lines: readonly string[]) => ({ file: '/w/net.js', text: `${lines.join('\n')}\n` });

const DENSE = "Dense(4, activation='relu', input_shape=(4,)), Dense(1)";
const SIGMOID = "Dense(1, activation='sigmoid', input_shape=(4,))";
const SGD = "'sgd', 'mse'";
const MNIST = '(x, y), (a, b) = mnist.load_data()';
const LOADED = 'x = load()\ny = load()';
const IN_JS = "const m = tf.sequential({ layers: [tf.layers.dense({ units: 1, activation: 'tanh' })] });";
const IN_ROW = 'm = keras.Sequential()';

/** Nets of rules that no table has, and others of which more is to be said; each has one thing that no other has. */
const NETS = {
  'unscaled-inputs': [
    py(MNIST, DENSE, SGD),
    py('x = np.array([[-1], [200]])\ny = np.array([0, 1])', DENSE, SGD),
    py("x = pd.read_csv('a.csv').values\ny = x[:, 0]", DENSE, "'adam', 'mse'"),
    py("x = np.loadtxt('a.csv')\ny = load()", 'Dense(1, input_dim=784)', "'adam', 'mse'"),
  ],
  'binary-crossentropy-of-classes': [py(MNIST, SIGMOID, "'adam', 'binary_crossentropy'")],
  'sigmoid-for-one-hot': [
    py(`${LOADED}\ny = to_categorical(y)`, "Dense(3, activation='sigmoid')", "'adam', 'binary_crossentropy'"),
    py(
      `${LOADED}\ny = to_categorical(y)`,
      "Dense(3, activation='sigmoid')",
      "'adam', keras.losses.BinaryCrossentropy()",
    ),
  ],
  'target-form': [
    py(MNIST, "Dense(10, activation='softmax')", "'adam', 'categorical_crossentropy'"),
    py(
      `${LOADED}\ny = to_categorical(y)`,
      "Dense(3, activation='softmax')",
      "'adam', keras.losses.SparseCategoricalCrossentropy()",
    ),
  ],
  'regression-loss-for-classes': [
    py(MNIST, SIGMOID, SGD),
    py(LOADED, SIGMOID, "'sgd', 'mae', ['accuracy']"),
    py(LOADED, 'Dense(3)', "'sgd', 'mse', ['accuracy']"),
    py(LOADED, 'Dense(n)', "'sgd', 'mse', ['accuracy']"),
  ],
  'bounded-regression': [
    py('x = load()\ny = np.array([-3, 5])', SIGMOID, SGD),
    py('x, y = make_regression()', "Dense(2, activation='relu')", SGD),
    py('x = StandardScaler().fit_transform(load())', SIGMOID, SGD, 'm.fit(x, x, epochs=50)'),
  ],
  'list-as-array': [
    py('x = load().tolist()\ny = load()', DENSE, SGD),
    py('x = load()\ny = load().tolist()', DENSE, SGD),
    py(LOADED, DENSE, SGD, 'm.fit(x.tolist(), y, epochs=50)'),
  ],
  'scaler-fitted-to-test': [
    py(
      `${LOADED}\nscaler = StandardScaler()\nx = scaler.fit_transform(x)\nx_test = scaler.fit_transform(x_test)`,
      DENSE,
      SGD,
    ),
    py(`${LOADED}\nscaler = StandardScaler()\nscaler.fit(x_test)\nscaler.fit(X_test)`, DENSE, SGD),
  ],
  'compile-missing': [
    py(LOADED, DENSE, null),
    py(LOADED, SIGMOID, null, 'm.fit(x, y, epochs=50)', 'm.fit(x, y, epochs=50)'),
    js(IN_JS, 'await m.fit(x, y, { epochs: 50 });'),
  ],
  'freeze-after-compile': [
    py(LOADED, DENSE, SGD, 'm.trainable = False', 'm.fit(x, y, epochs=50)'),
    py(LOADED, SIGMOID, SGD, 'm.trainable = False', 'm.layers[0].trainable = True', 'm.fit(x, y, epochs=50)'),
  ],
  'few-epochs': [
    py('(x, y), _ = cifar10.load_data()', DENSE, SGD, 'm.fit(x, y, epochs=9)'),
    py('(x, y), _ = cifar10.load_data()', DENSE, SGD, 'm.fit(x, y)'),
    py(
      "pictures = keras.preprocessing.image.ImageDataGenerator(rotation_range=20).flow_from_directory('cats')",
      `Conv2D(8, 3, input_shape=(64, 64, 3)), Flatten(), ${SIGMOID}`,
      "'adam', 'binary_crossentropy'",
      'm.fit(pictures, steps_per_epoch=60, epochs=10)',
    ),
  ],
  'crossentropy-without-softmax': [
    py(LOADED, SIGMOID, "'adam', 'sparse_categorical_crossentropy'"),
    py(LOADED, 'Dense(n)', "'adam', 'categorical_crossentropy'"),
  ],
  'double-activation': [
    py(LOADED, "Dense(3, activation='sigmoid'), Activation('softmax')", SGD),
    py(LOADED, "Dense(1, activation='sigmoid'), Activation('softmax')", SGD),
    py(LOADED, "Dense(n, activation='softmax'), Activation('softmax')", SGD),
    py(LOADED, "Dense(3, activation='tanh'), Activation('softmax')", SGD),
    py(LOADED, "Dense(3, activation='relu6'), Activation('relu6')", SGD),
  ],
  'shape-chain': [
    py(LOADED, 'Conv2D(8, 3, input_shape=(1, 28, 28)), MaxPooling2D(), MaxPooling2D(2), Flatten(), Dense(1)', SGD),
    py(LOADED, 'Conv2D(8, 9, input_shape=(3, 8, 8)), Flatten(), Dense(1)', SGD),
    py(LOADED, 'Conv2D(8, 9, input_shape=(8, 8, 3)), Flatten(), Dense(1)', SGD),
    js(
      'const m = tf.sequential({ layers: [tf.layers.conv2d({ filters: 8, kernelSize: 3, inputShape: [8, 8, 1] }), tf.layers.lstm({ units: 3 })] });',
    ),
  ],
  'add-takes-one': [
    { file: '/w/net.py', text: `${HEAD}${IN_ROW}\nm.add(Dense(4), input_shape=(3,))\n` },
    { file: '/w/net.py', text: `${HEAD}${IN_ROW}\nm.add(Dense(), 4, input_dim=3, name='a')\n` },
    { file: '/w/net.py', text: `${HEAD}${IN_ROW}\nm.add(own(4).first, name='a')\n` },
  ],
} as const;

it.each(Object.entries(NETS))('What %s says of nets is what is written down', async (id, programs) => {
  const lines = programs.flatMap((program) => {
    const found = findingsIn(program, id);
    const fixed = fixedText(program.text, found).split('\n');
    const own = new Set(program.text.split('\n'));
    return [
      program.text.replace(HEAD, '').trim(),
      ...found.flatMap((finding) => [`  ${finding.severity}`, ...saidIn(finding).map((text) => `  ${text}`)]),
      ...fixed.flatMap((line) => (own.has(line) ? [] : [`  -> ${line}`])),
      '',
    ];
  });
  await expect(lines.join('\n')).toMatchFileSnapshot(`told/sentences/${id}.txt`);
});
