import { describe, expect, it } from 'vitest';
import { findingsIn } from './programs.js';
import { rule } from './ruleTable.js';

const JS = { dense: 'dense({ units: 8, activation: "relu", inputShape: [4] })' };
const PY = { dense: 'Dense(8, activation="relu", input_shape=(4,))' };
const js = (last: string, loss: string, more = '') => ({
  js: [JS.dense, last],
  compile: `optimizer: 'adam', loss: ${loss}${more}`,
});
const py = (last: string, loss: string, more = '') => ({
  py: [PY.dense, last],
  compile: `optimizer='adam', loss=${loss}${more}`,
});

describe('what is said of the last layer and its loss', () => {
  rule('softmax-of-one-unit', {
    sick: [
      [js("dense({ units: 1, activation: 'softmax' })", "'binaryCrossentropy'"), 'sigmoid'],
      [js('dense({ units: 1, activation: "softmax" })', "'meanSquaredError'"), 'linear'],
      [{ js: ['dense({ units: 1 })', 'softmax()'] }, null],
      [py("Dense(1, activation='softmax')", "'binary_crossentropy'"), 'sigmoid'],
      [{ py: [PY.dense, 'Dense(1)', "Activation('softmax')"] }, 'sigmoid'],
      [{ py: ['Dense(1, activation=tf.nn.softmax)'] }, "'sigmoid'"],
    ],
    healthy: [
      js("dense({ units: 2, activation: 'softmax' })", "'categoricalCrossentropy'"),
      js("dense({ units: 1, activation: 'sigmoid' })", "'binaryCrossentropy'"),
      js('dense({ units, activation: "softmax" })', "'categoricalCrossentropy'"),
      py("Dense(2, activation='softmax')", "'categorical_crossentropy'"),
      py('Dense(classes, activation="softmax")', "'categorical_crossentropy'"),
      { py: ["Dense(1, activation='softmax')", 'Dense(3)'] },
    ],
  });

  rule('crossentropy-without-softmax', {
    sick: [
      [js("dense({ units: 3, activation: 'sigmoid' })", "'categoricalCrossentropy'"), "'softmax'"],
      [js('dense({ units: 3 })', "'sparseCategoricalCrossentropy'"), 'activation: "softmax"'],
      [js("dense({ units: 1, activation: 'sigmoid' })", "['categoricalCrossentropy']"), 'binaryCrossentropy'],
      [py("Dense(3, activation='relu')", "'categorical_crossentropy'"), 'softmax'],
      [py('Dense(3)', 'keras.losses.SparseCategoricalCrossentropy()'), 'activation="softmax"'],
      [py("Dense(1, activation='sigmoid')", "'categorical_crossentropy'"), 'binary_crossentropy'],
    ],
    healthy: [
      js("dense({ units: 3, activation: 'softmax' })", "'categoricalCrossentropy'"),
      js('dense({ units: 3 })', 'tf.losses.softmaxCrossEntropy'),
      js('dense({ units: 3 })', '(a, b) => a.sub(b).mean()'),
      py('Dense(3)', 'keras.losses.SparseCategoricalCrossentropy(from_logits=True)'),
      py('Dense(3)', 'keras.losses.CategoricalCrossentropy(**options)'),
      py('Dense(3, activation=kind)', "'categorical_crossentropy'"),
    ],
  });

  rule('binary-crossentropy-without-sigmoid', {
    sick: [
      [js("dense({ units: 1, activation: 'relu' })", "'binaryCrossentropy'"), "'sigmoid'"],
      [js('dense({ units: 1 })', "'binaryCrossentropy'"), 'activation: "sigmoid"'],
      [py("Dense(1, activation='tanh')", "'binary_crossentropy'"), 'sigmoid'],
      [py('Dense(1)', '"binary_crossentropy"'), 'activation="sigmoid"'],
    ],
    healthy: [
      js("dense({ units: 1, activation: 'sigmoid' })", "'binaryCrossentropy'"),
      js('dense({ units: 1 })', 'tf.losses.sigmoidCrossEntropy'),
      py('Dense(1)', 'keras.losses.BinaryCrossentropy(from_logits=True)'),
      py('Dense(4, activation="sigmoid")', '"binary_crossentropy"'),
    ],
  });

  rule('softmax-with-binary-crossentropy', {
    sick: [
      [
        js("dense({ units: 5, activation: 'softmax' })", "'binaryCrossentropy'", ", metrics: ['accuracy']"),
        'categoricalCrossentropy',
      ],
      [py("Dense(5, activation='softmax')", "'binary_crossentropy'", ", metrics=['acc']"), 'categorical_crossentropy'],
    ],
    healthy: [
      js("dense({ units: 5, activation: 'softmax' })", "'categoricalCrossentropy'"),
      py("Dense(5, activation='sigmoid')", "'binary_crossentropy'"),
    ],
  });

  rule('activation-over-logits', {
    sick: [
      [js("dense({ units: 3, activation: 'softmax' })", 'tf.losses.softmaxCrossEntropy'), "'linear'"],
      [js("dense({ units: 1, activation: 'sigmoid' })", 'tf.losses.sigmoidCrossEntropy'), "'linear'"],
      [py("Dense(3, activation='softmax')", 'keras.losses.CategoricalCrossentropy(from_logits=True)'), 'linear'],
      [py('Dense(1, activation="sigmoid")', 'keras.losses.BinaryCrossentropy(True)'), 'linear'],
    ],
    healthy: [
      js('dense({ units: 3 })', 'tf.losses.softmaxCrossEntropy'),
      py("Dense(3, activation='softmax')", 'keras.losses.CategoricalCrossentropy()'),
      py("Dense(3, activation='softmax')", 'keras.losses.CategoricalCrossentropy(from_logits=logits)'),
    ],
  });

  rule('softmax-with-regression-loss', {
    sick: [
      [
        js("dense({ units: 3, activation: 'softmax' })", "'meanSquaredError'", ", metrics: ['accuracy']"),
        'categoricalCrossentropy',
      ],
      [py('Dense(3, activation="softmax")', '"mse"'), 'categorical_crossentropy'],
      [py('Dense(classes, activation="softmax")', 'keras.losses.MeanSquaredError()'), 'categorical_crossentropy'],
    ],
    healthy: [
      js("dense({ units: 3, activation: 'softmax' })", "'categoricalCrossentropy'"),
      py('Dense(3)', '"mse"'),
      py('Dense(3, activation="softmax")', 'own_loss'),
    ],
  });

  rule('bounded-regression', {
    sick: [
      [js("dense({ units: 1, activation: 'relu' })", "'meanSquaredError'"), "'linear'"],
      [py('Dense(1, activation="sigmoid")', '"mae"'), 'linear'],
      [py('Dense(3, activation="tanh")', '"mse"', ', metrics=["mae"]'), 'linear'],
    ],
    healthy: [
      js('dense({ units: 1 })', "'meanSquaredError'"),
      py('Dense(1)', '"mse"'),
      py('Dense(1, activation="sigmoid")', '"binary_crossentropy"'),
    ],
  });

  rule('metric', {
    sick: [
      [js('dense({ units: 1 })', "'meanSquaredError'", ", metrics: ['accuracy']"), "'mae'"],
      [
        js(
          "dense({ units: 3, activation: 'softmax' })",
          "'sparseCategoricalCrossentropy'",
          ", metrics: ['categoricalAccuracy']",
        ),
        'accuracy',
      ],
      [py('Dense(1)', "'mse'", ", metrics=['accuracy']"), "'mae'"],
      [py("Dense(3, activation='softmax')", "'categorical_crossentropy'", ", metrics=['binary_accuracy']"), 'accuracy'],
    ],
    healthy: [
      js('dense({ units: 1 })', "'meanSquaredError'", ", metrics: ['mae']"),
      py("Dense(1, activation='sigmoid')", "'mse'", ", metrics=['accuracy']"),
      py("Dense(3, activation='softmax')", "'categorical_crossentropy'", ", metrics=['accuracy']"),
    ],
  });

  it('is told of a loss in a step written by hand', () => {
    const step = (last: string, loss: string) => `const model = tf.sequential({ layers: [tf.layers.${last}] });
      optimizer.minimize(() => { const out = model.apply(xs); return tf.losses.${loss}(ys, out); });`;
    const found = (last: string, loss: string) =>
      findingsIn({ file: '/w/net.ts', text: step(last, loss) }).map(({ rule: id }) => id);
    expect(found("dense({ units: 3, activation: 'softmax' })", 'softmaxCrossEntropy')).toEqual([
      'activation-over-logits',
    ]);
    expect(found("dense({ units: 1, activation: 'sigmoid' })", 'sigmoidCrossEntropy')).toEqual([
      'activation-over-logits',
    ]);
    expect(found('dense({ units: 3 })', 'softmaxCrossEntropy')).toEqual([]);
    expect(found('dense({ units: 1 })', 'logLoss')).toEqual(['binary-crossentropy-without-sigmoid']);
    expect(found("dense({ units: 1, activation: 'sigmoid' })", 'logLoss')).toEqual([]);
  });
});
