import { describe, expect, it } from 'vitest';
import { possibleTargets, rangeOf, samplesOf, targetsOf } from '../../../src/diagnosis/source/facts/givenNumbers.js';
import { isOneHot, knownData, originsOf } from '../../../src/diagnosis/source/facts/knownData.js';
import { batchSizeOf, epochsOf, momentumOf, shortWay } from '../../../src/diagnosis/source/facts/steps.js';
import { descends, lossOf, metricsOf, optimizersOf, rateOf } from '../../../src/diagnosis/source/facts/training.js';
import type { SourceModel } from '../../../src/protocol/source.js';
import { findModels } from '../../../src/source/findModels.js';

const HEAD = `import numpy as np
from keras import Sequential
from keras.datasets import mnist, fashion_mnist, cifar10, cifar100, reuters, imdb, boston_housing
from keras.layers import *
from keras.optimizers import *
from keras.losses import *
from keras.utils import to_categorical
from sklearn import datasets
from sklearn.datasets import make_moons, make_circles, make_friedman1, make_regression, make_classification
`;

interface Given {
  readonly data?: string;
  readonly layers?: string;
  readonly compile?: string;
  readonly fit?: string;
}

function modelOf(text: string, file: string): SourceModel {
  const [model] = findModels(text, file);
  if (!model) throw new Error(`no model in ${text}`);
  return model;
}

const inPython = ({ data = '', layers = 'Dense(1, input_dim=2)', compile = "'adam', 'mse'", fit = 'x, y' }: Given) =>
  modelOf(`${HEAD}${data}\nm = Sequential([${layers}])\nm.compile(${compile})\nm.fit(${fit})\n`, '/w/net.py');

const inJavaScript = ({ data = '', layers = 'tf.layers.dense({ units: 1 })', compile = '', fit = 'x, y' }: Given) =>
  modelOf(
    `const tf = require('@tensorflow/tfjs');\n${data}\nconst m = tf.sequential({ layers: [${layers}] });\nm.compile({ ${compile} });\nawait m.fit(${fit});\n`,
    '/w/net.js',
  );

const fitOf = (model: SourceModel) => {
  const [fit] = model.fits;
  if (!fit) throw new Error('a fit expected');
  return fit;
};

describe('data that come with a library', () => {
  const known = (data: string) => {
    const origins = originsOf(inPython({ data }), 'inputs');
    return origins && knownData(origins);
  };

  // As the documentation of Keras and of scikit-learn describes them.
  it.each<[string, string, number, number | null, readonly [number, number] | null]>([
    ['(x, y), _ = mnist.load_data()', 'MNIST', 60_000, 10, [0, 255]],
    ['(x, y), _ = fashion_mnist.load_data()', 'Fashion-MNIST', 60_000, 10, [0, 255]],
    ['(x, y), _ = cifar10.load_data()', 'CIFAR-10', 50_000, 10, [0, 255]],
    ['(x, y), _ = cifar100.load_data()', 'CIFAR-100', 50_000, 100, [0, 255]],
    ['(x, y), _ = reuters.load_data()', 'Reuters', 8982, 46, null],
    ['(x, y), _ = imdb.load_data()', 'IMDB', 25_000, 2, null],
    ['(x, y), _ = boston_housing.load_data()', 'Boston housing', 404, 0, [0, 711]],
    ['d = datasets.load_iris()\nx, y = d.data, d.target', 'Iris', 150, 3, [0.1, 7.9]],
    ['x, y = datasets.load_wine(return_X_y=True)', 'Wine', 178, 3, [0.13, 1680]],
    ['x, y = datasets.load_breast_cancer(return_X_y=True)', 'Breast cancer', 569, 2, [0, 4254]],
    ['x, y = datasets.load_digits(return_X_y=True)', 'Digits', 1797, 10, [0, 16]],
    ['x, y = datasets.load_diabetes(return_X_y=True)', 'Diabetes', 442, 0, [-0.14, 0.2]],
    ['x, y = datasets.fetch_california_housing(return_X_y=True)', 'California housing', 20_640, 0, [-125, 35_682]],
    ['x, y = make_regression()', 'make_regression', 100, 0, null],
    ['x, y = make_friedman1(250)', 'make_friedman1', 250, 0, null],
    ['x, y = make_classification(n_samples=70, n_classes=5)', 'make_classification', 70, 5, null],
    ['x, y = make_classification(70, 9, 5, 1, 0, 4)', 'make_classification', 70, 4, null],
    ['x, y = make_moons(30)', 'make_moons', 30, 2, null],
    ['x, y = make_circles()', 'make_circles', 100, 2, null],
  ])('%s', (data, title, samples, classes, range) => {
    expect(known(data)).toMatchObject({ title, samples, classes, range });
  });

  it('are not known where they are of several, or not of theirs', () => {
    expect(known('(x, y), _ = mnist.load_data()\n(x, b), _ = cifar10.load_data()')).toBeNull();
    expect(known("x = np.load('x.npy')")).toBeNull();
    expect(known('def go(x, y):\n  pass')).toBeNull();
    expect(known('(x, y), _ = cifar10.load_data()')).toMatchObject({ fewestEpochs: 10 });
  });

  it('may have a column for each class', () => {
    const oneHot = (data: string) => {
      const origins = originsOf(inPython({ data }), 'targets');
      return origins && isOneHot(origins);
    };
    expect(oneHot('(x, y), _ = mnist.load_data()')).toBe(false);
    expect(oneHot('(x, y), _ = mnist.load_data()\ny = to_categorical(y)')).toBe(true);
  });
});

describe('the optimizer', () => {
  // As Keras and tfjs have them.
  it.each<[string, string, number | null, boolean]>([
    ["'adam', 'mse'", 'adam', 0.001, false],
    ["'SGD', 'mse'", 'sgd', 0.01, true],
    ["optimizer='rmsprop', loss='mse'", 'rmsprop', 0.001, false],
    ["Adamax(), 'mse'", 'adamax', 0.001, false],
    ["Nadam(), 'mse'", 'nadam', 0.001, false],
    ["AdamW(0.1), 'mse'", 'adamw', 0.1, false],
    ["Adagrad(lr=0.5), 'mse'", 'adagrad', 0.5, false],
    ["Adadelta(learning_rate=2), 'mse'", 'adadelta', 2, false],
    ["AdamOptimizer(), 'mse'", 'adam', 0.001, false],
    ["GradientDescentOptimizer(0.3), 'mse'", 'gradientdescent', 0.3, true],
    ["SGD(rate), 'mse'", 'sgd', null, true],
    ["SGD(**options), 'mse'", 'sgd', null, true],
  ])('of compile(%s)', (compile, name, rate, isDescent) => {
    const [found, ...others] = optimizersOf(inPython({ compile }));
    if (!found) throw new Error('an optimizer expected');
    expect([found.name, rateOf(found), descends(found), others.length]).toEqual([name, rate, isDescent, 0]);
  });

  it('is none that is not known', () => {
    for (const compile of ["'lion', 'mse'", "Own(), 'mse'", 'loss="mse"', "opt, 'mse'"])
      expect(optimizersOf(inPython({ compile }))).toEqual([]);
    expect(optimizersOf(inJavaScript({ compile: 'optimizer: tf.train.momentum(0.1, 0.9)' }))).toMatchObject([
      { name: 'momentum' },
    ]);
  });

  it.each<[string, number]>([
    ["SGD(0.1, momentum=0.9), 'mse'", 0.9],
    ["SGD(0.1, 0.8), 'mse'", 0.8],
    ["SGD(0.1), 'mse'", 0],
    ["SGD(0.1, momentum=1), 'mse'", 0],
    ["SGD(0.1, momentum=-1), 'mse'", 0],
    ["'sgd', 'mse'", 0],
  ])('has momentum with %s', (compile, momentum) => {
    const [found] = optimizersOf(inPython({ compile }));
    expect(found && momentumOf(found)).toBe(momentum);
  });
});

describe('the loss', () => {
  const loss = (compile: string) => {
    const found = lossOf(inPython({ compile }));
    return found && [found.name, found.fromLogits, found.isCompiled];
  };

  it.each<[string, unknown]>([
    ["'adam', 'mse'", ['meanSquaredError', false, true]],
    ["'adam', ['mse']", ['meanSquaredError', false, true]],
    ["loss='categorical_crossentropy'", ['categoricalCrossentropy', false, true]],
    ["'adam', CategoricalCrossentropy()", ['categoricalCrossentropy', false, true]],
    ["'adam', CategoricalCrossentropy(from_logits=True)", ['categoricalCrossentropy', true, true]],
    ["'adam', BinaryCrossentropy(True)", ['binaryCrossentropy', true, true]],
    ["'adam', BinaryCrossentropy(from_logits=False)", ['binaryCrossentropy', false, true]],
    ["'adam', BinaryCrossentropy(from_logits=flag)", ['binaryCrossentropy', undefined, true]],
    ["'adam', BinaryCrossentropy(**options)", ['binaryCrossentropy', undefined, true]],
    ["'adam', own_loss", null],
    ["'adam', ['mse', 'mae']", null],
    ["'adam'", null],
  ])('of compile(%s)', (compile, wanted) => expect(loss(compile)).toEqual(wanted));

  it('is one where every compile has the same', () => {
    const compiled = (...losses: string[]) =>
      lossOf(
        modelOf(
          `${HEAD}m = Sequential([Dense(1)])\n${losses.map((each) => `m.compile('adam', ${each})`).join('\n')}\nm.fit(x, y)\n`,
          '/w/net.py',
        ),
      )?.name ?? null;
    expect(compiled("'mse'", "'mse'")).toBe('meanSquaredError');
    expect(compiled("'mse'", "'mae'")).toBeNull();
    expect(compiled("'mse'", 'own')).toBeNull();
    expect(compiled('BinaryCrossentropy()', 'BinaryCrossentropy(from_logits=True)')).toBeNull();
  });
});

it('Metrics are named as TensorFlow.js names them', () => {
  const metrics = (compile: string) => {
    const model = inPython({ compile });
    return model.compiles.flatMap((call) => metricsOf(model, call).map(({ name }) => name));
  };
  expect(metrics("'adam', 'mse', ['acc', 'mean_absolute_error', AUC(), own]")).toEqual([
    ...['accuracy', 'meanAbsoluteError', 'AUC', 'own'].map((name) =>
      expect.stringMatching(new RegExp(`^${name}$`, 'i')),
    ),
  ]);
  expect(metrics("'adam', 'mse', metrics='accuracy'")).toEqual(['accuracy']);
  expect(metrics("'adam', 'mse'")).toEqual([]);
});

describe('a fit', () => {
  it.each<[string, number | null, number | null]>([
    ['x, y', 1, 32],
    ['x, y, 16, 7', 7, 16],
    ['x, y, epochs=3, batch_size=8', 3, 8],
    ['x, y, nb_epoch=4', 4, 32],
    ['x, y, epochs=n, batch_size=b', null, null],
    ['x, y, epochs=0, batch_size=-1', null, null],
    ['x, y, **options', null, null],
  ])('of fit(%s) has epochs and batches', (fit, epochs, size) => {
    const model = inPython({ fit });
    expect([epochsOf(model, fitOf(model)), batchSizeOf(model, fitOf(model))]).toEqual([epochs, size]);
  });

  it('of TensorFlow.js has them in its options', () => {
    const model = inJavaScript({ fit: 'x, y, { epochs: 5, batchSize: 64 }' });
    expect([epochsOf(model, fitOf(model)), batchSizeOf(model, fitOf(model))]).toEqual([5, 64]);
    expect(epochsOf(inJavaScript({}), fitOf(inJavaScript({})))).toBe(1);
  });

  it.each<[string, string, number | null]>([
    ['lists', 'x, y = [[1], [2], [3]], [1, 2, 3]', 3],
    ['arrays', 'x = np.array([[1], [2]])\ny = np.array([1, 2])', 2],
    ['targets alone', 'y = [1, 2, 3, 4]', 4],
    ['data that are known', '(x, y), _ = mnist.load_data()', 60_000],
    ['data that are not', "x = np.load('x.npy')", null],
    ['what is made otherwise', 'x = np.zeros([[1], [2]])', null],
  ])('is given samples by %s', (_, data, samples) => {
    const model = inPython({ data });
    expect(samplesOf(model, fitOf(model))).toBe(samples);
  });

  it.each<[string, readonly number[] | null]>([
    ['y = np.array([0, 1, 1])', [0, 1, 1]],
    ['y = np.array([[0], [2]])', [0, 2]],
    ['y = np.concatenate([np.zeros(5), np.ones(5)])', [0, 1]],
    ['y = np.array([0, 1]).reshape(2, 1).astype(float)', [0, 1]],
    ['y = np.array([0, 1]) * 2', null],
    ['y = np.array([0, n])', null],
    ['y = own()', null],
    ['def go(y):\n  pass', null],
  ])('may have the targets of %s', (data, targets) => {
    const found = possibleTargets(inPython({ data }));
    expect(found && [...found].sort()).toEqual(targets);
  });

  it('has the range of the targets that are written out', () => {
    const range = (data: string) => rangeOf(targetsOf(inPython({ data })));
    expect(range('y = np.array([[3, -2], [5, 0]])')).toEqual([-2, 5]);
    expect(range('y = [7]')).toEqual([7, 7]);
    expect(range('y = np.array([])')).toBeNull();
    expect(range('y = np.array([1, n])')).toBeNull();
    expect(rangeOf(null)).toBeNull();
    // What the second fit is given is not known to be what the first one is.
    expect(rangeOf(targetsOf(inPython({ data: 'y = [7]', fit: 'x, y)\nm.fit(x, y' })))).toBeNull();
    expect(epochsOf(inPython({}), fitOf(inPython({ fit: "x, y, epochs='5'" })))).toBeNull();
  });

  it('of few steps takes no weight far', () => {
    const way = (given: Given) => {
      const model = inPython({ data: 'x, y = make_moons(100)', ...given });
      return shortWay(model, fitOf(model))?.steps ?? null;
    };
    // Four steps of 32 samples an epoch.
    expect(way({ compile: "Adam(1e-5), 'mse'", fit: 'x, y, epochs=3' })).toBe(12);
    expect(way({ compile: "Adam(-1e-5), 'mse'", fit: 'x, y, batch_size=50' })).toBe(2);
    expect(way({ compile: "Adam(1), 'mse'" })).toBeNull();
    expect(way({ compile: "Adam(rate), 'mse'" })).toBeNull();
    expect(way({ compile: "Adam(1e-5), 'mse'", fit: 'x, y, epochs=n' })).toBeNull();
    expect(way({ compile: "own, 'mse'" })).toBeNull();
    // A gradient is bounded by what comes after it.
    const sigmoid = { layers: "Dense(1, activation='sigmoid', input_dim=2)" };
    expect(way({ ...sigmoid, compile: "SGD(1e-5), 'binary_crossentropy'" })).toBe(4);
    expect(way({ ...sigmoid, compile: "SGD(1e-5), 'mse'" })).toBe(4);
    expect(way({ compile: "SGD(1e-5), 'mse'" })).toBeNull();
    expect(way({ ...sigmoid, compile: 'SGD(1e-5), own' })).toBeNull();
  });
});
