import { describe, expect, it } from 'vitest';
import { findingsIn, fixedText, withFix } from './programs.js';

const HEAD = `import numpy as np
import pandas as pd
from tensorflow import keras
from keras.datasets import mnist, cifar10
from keras.layers import *
from keras.optimizers import *
from keras.utils import to_categorical
from sklearn.datasets import make_regression, make_classification
from sklearn.model_selection import train_test_split
`;
const DENSE = 'Dense(1, input_shape=(4,))';
const PICTURE = 'Conv2D(8, 3, input_shape=(28, 28, 1)), Flatten(), Dense(10)';
const COMPILE = "optimizer='adam', loss='mse'";

/** Rules of the findings in a Keras program whose data are made by some lines, with their severities. */
function found(rule: string, data: string, { layers = DENSE, compile = COMPILE, fit = 'x, y, epochs=50' } = {}) {
  const text = `${HEAD}${data}\nm = keras.Sequential([${layers}])\nm.compile(${compile})\nm.fit(${fit})\n`;
  return findingsIn({ file: '/w/net.py', text }, rule).map(({ severity }) => severity);
}

const pictures = '(x, y), (a, b) = mnist.load_data()';
const made = 'x, y = make_regression(500, 4)\nx, z, y, w = train_test_split(x, y, test_size=0.3)';

describe('inputs that nothing scales', () => {
  const unscaled = (data: string, more?: Parameters<typeof found>[2]) => found('unscaled-inputs', data, more);
  const picture = { layers: PICTURE };
  const descent = { compile: "optimizer=SGD(0.01), loss='mse'" };

  it.each([
    ['pictures as they come', `${pictures}\nx = x.reshape(-1, 28, 28, 1).astype('float32')`, picture],
    ['numbers in the source', 'x = np.array([[1], [200]])\ny = np.array([0, 1])', {}],
    ['a wide range', 'x = np.arange(-100, 100, 0.5)\ny = x ** 2', {}],
    ['random numbers of a wide range', 'x = np.random.randint(50, 2000, (9, 4))\ny = x[:, 0]', {}],
    [
      'pictures in files',
      "import cv2\nx = np.array([cv2.imread('a.png'), cv2.imread('b.png')])\ny = np.load('y.npy')",
      picture,
    ],
    [
      'pictures of a list of files',
      "import cv2, glob\nx = np.array([cv2.imread(name) for name in sorted(glob.glob('*.jpg'))])\ny = np.load('y.npy')",
      picture,
    ],
    ['a table, which gradient descent takes as it is', "x = pd.read_csv('a.csv').values\ny = x[:, 0]", descent],
  ])('are %s', (_, data, more) => expect(unscaled(data, more)).toEqual(['warning']));

  it('are a hint where they are what a file has', () => {
    expect(unscaled("x = pd.read_csv('a.csv').values\ny = x[:, 0]")).toEqual(['hint']);
    const read = "[plt.imread(name) for name in ['a.png', 'b.png']]";
    expect(
      unscaled(`from matplotlib import pyplot as plt\nx = np.array(${read})\ny = np.load('y.npy')`, picture),
    ).toEqual(['hint']);
    // What a program saved, it may have scaled before.
    expect(unscaled("x = np.load('x.npy')\ny = np.load('y.npy')", picture)).toEqual(['hint']);
  });

  it.each([
    ['are divided', `${pictures}\nx = x / 255`, picture],
    ['are divided in place', `${pictures}\nx /= 255`, picture],
    ['are scaled by another name', `${pictures}\nscaler = StandardScaler()\nx = scaler.fit_transform(x)`, picture],
    ['come from a function of the file', 'def load():\n  return mnist.load_data()\n(x, y), (a, b) = load()', picture],
    ['are a parameter', 'def go(x, y):\n  pass', picture],
    ['go into a layer that scales them', pictures, { layers: `BatchNormalization(input_shape=(28, 28)), ${PICTURE}` }],
    [
      'are looked up',
      "x = pd.read_csv('a.csv').values\ny = x[:, 0]",
      { layers: 'Embedding(100, 8), Flatten(), Dense(1)' },
    ],
    ['are divided one by one', "x = np.array([row / 9 for row in pd.read_csv('a.csv').values])\ny = x[:, 0]", {}],
    ['are small', 'x = np.array([[1], [2]])\ny = np.array([0, 1])', {}],
    ['are made small', made, {}],
    ['are bytes of a name that nothing explains', 'y = np.load("y.npy")', picture],
  ])('are not those that %s', (_, data, more) => expect(unscaled(data, more)).toEqual([]));

  it('are found in JavaScript, too', () => {
    const text = (first: string) => `const m = tf.sequential();
m.add(tf.layers.dense({ units: 1, inputShape: [1] }));
m.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await m.fit(tf.tensor2d([[${first}], [2]]), tf.tensor2d([[1], [2]]), { epochs: 50 });`;
    const inJs = (first: string) => findingsIn({ file: '/w/net.js', text: text(first) }, 'unscaled-inputs').length;
    expect(inJs('500')).toBe(1);
    expect(inJs('5')).toBe(0);
    const grown = text('500')
      .replace('[[500], [2]]', 'rows')
      .replace('const m', 'const rows = [[500]];\nfill(rows);\nconst m');
    const added = (line: string) =>
      findingsIn({ file: '/w/net.js', text: grown.replace('fill(rows);', line) }).map(({ rule }) => rule);
    expect(added('')).toContain('unscaled-inputs');
    expect(added('for (let i = 0; i < 9000; i++) rows.push([i]);')).toEqual([]);
  });
});

describe('add', () => {
  it('takes a layer alone', () => {
    const text = (added: string) => `${HEAD}m = keras.Sequential()\nm.add(${added})\nm.add(Dense(1))\n`;
    const sick = { file: '/w/net.py', text: text("Dense(4, activation='relu'), input_shape=(3,)") };
    const findings = findingsIn(sick, 'add-takes-one');
    expect(findings.map(({ severity }) => severity)).toEqual(['error']);
    const healthy = text("Dense(4, activation='relu', input_shape=(3,))");
    expect(fixedText(sick.text, findings)).toBe(healthy);
    expect(findingsIn({ file: '/w/net.py', text: healthy }, 'add-takes-one')).toEqual([]);
    expect(findingsIn({ file: '/w/net.py', text: text('Dense(4), rebuild=False') }, 'add-takes-one')).toEqual([]);
  });
});

describe('a scaler', () => {
  it('is not to be fitted to test data', () => {
    const scaled = (...lines: string[]) =>
      findingsIn(
        {
          file: '/w/net.py',
          text: `${HEAD}from sklearn.preprocessing import StandardScaler\nscaler = StandardScaler()\nother = load()\n${lines.join('\n')}\nm = keras.Sequential([${DENSE}])\nm.fit(x_train, y)\n`,
        },
        'scaler-fitted-to-test',
      ).map(({ fixes }) => fixes[0]?.edits[0]?.newText ?? null);
    const train = 'x_train = scaler.fit_transform(x_train)';
    expect(scaled(train, 'x_test = scaler.fit_transform(x_test)')).toEqual(['transform']);
    expect(scaled('scaler.fit(testX)')).toEqual([null]);
    // Nothing else fits it, so it could transform nothing.
    expect(scaled('x_test = scaler.fit_transform(x_test)')).toEqual([null]);
    expect(scaled(train, 'x_test = scaler.transform(x_test)')).toEqual([]);
    expect(scaled('latest = scaler.fit_transform(latest)', 'other.fit(x_test)')).toEqual([]);
  });
});

describe('targets that the source shows', () => {
  const binary = {
    layers: `${PICTURE.replace('10', "1, activation='sigmoid'")}`,
    compile: "'adam', 'binary_crossentropy'",
  };
  const sigmoids = { layers: "Dense(3, activation='sigmoid')", compile: "'adam', 'binary_crossentropy'" };
  const linear = { layers: 'Dense(10)', compile: "'adam', 'mse'" };

  it('are of more classes than one unit tells apart', () => {
    const classes = (data: string) => found('binary-crossentropy-of-classes', data, binary);
    expect(classes(pictures)).toEqual(['warning']);
    expect(classes('x, y = make_classification(100, 4, n_classes=4)')).toEqual(['warning']);
    expect(classes('x, y = make_classification(100, 4)')).toEqual([]);
    expect(classes('x, y = make_classification(100, 4, n_classes=count)')).toEqual([]);
    expect(classes(`${pictures}\ny = np.where(y > 4, 1, 0)`)).toEqual([]);
  });

  it('are one class of several, and each unit is asked by itself', () => {
    const oneHot = 'y = to_categorical(labels)\nlabels = load()\nx = load()';
    expect(found('sigmoid-for-one-hot', 'x, y = make_classification(100, 4)\ny = to_categorical(y)', sigmoids)).toEqual(
      ['warning'],
    );
    expect(found('sigmoid-for-one-hot', 'x, y = make_classification(100, 4)', sigmoids)).toEqual([]);
    const table = (features: string) =>
      `e = OneHotEncoder(categorical_features=${features})\nt = e.fit_transform(pd.read_csv('a.csv')).toarray()\nx = t[:, 3]\ny = t[:, 0:3]`;
    expect(found('sigmoid-for-one-hot', table('[1]'), sigmoids)).toEqual(['warning']);
    expect(found('sigmoid-for-one-hot', table('[1, 2]'), sigmoids)).toEqual([]);
    expect(found('sigmoid-for-one-hot', oneHot, { ...sigmoids, layers: "Dense(3, activation='softmax')" })).toEqual([]);
  });

  it('have the form that their crossentropy takes', () => {
    const net = (loss: string) => ({
      layers: "Dense(4, activation='softmax')",
      compile: `'adam', '${loss}'`,
    });
    const numbers = 'x, y = make_classification(100, 4, n_classes=4)';
    const columns = `${numbers}\ny = to_categorical(y)`;
    const form = (data: string, loss: string) => found('target-form', data, net(loss));
    expect(form(numbers, 'categorical_crossentropy')).toEqual(['error']);
    expect(form(`${numbers}\nx, z, y, w = train_test_split(x, y)`, 'categorical_crossentropy')).toEqual(['error']);
    expect(form(columns, 'sparse_categorical_crossentropy')).toEqual(['error']);
    expect(form(columns, 'categorical_crossentropy')).toEqual([]);
    expect(form(numbers, 'sparse_categorical_crossentropy')).toEqual([]);
    expect(form(`${columns}\ny = np.argmax(y, axis=1)`, 'sparse_categorical_crossentropy')).toEqual([]);
    expect(form(`${numbers}\ny = np.eye(4)[y]`, 'categorical_crossentropy')).toEqual([]);
    expect(form('x = load()\ny = load()', 'categorical_crossentropy')).toEqual([]);
    expect(found('target-form', 'x, y = make_regression(99)', net('categorical_crossentropy'))).toEqual([]);
    const later = `${HEAD}${numbers}\nm = keras.Sequential([${net('').layers}])\nm.compile(${net('sparse_categorical_crossentropy').compile})\nm.fit(x, y)\ny = to_categorical(y)\n`;
    expect(findingsIn({ file: '/w/net.py', text: later }, 'target-form')).toEqual([]);
  });

  it('are not what is made of the inputs, beside which they are split or in one table', () => {
    const split = 'a, z, b, w = train_test_split(x, y, stratify=y)';
    const inputs = `x = pd.get_dummies(pd.read_csv('a.csv'))\ny = np.load('y.npy')\n${split}`;
    const table = "t = pd.get_dummies(pd.read_csv('a.csv'))\ny = t['kind']\nx = t.drop(columns=['kind'])";
    const columns = `x = np.load('x.npy')\ny = to_categorical(np.load('y.npy'))\n${split}`;
    const nets = {
      'target-form': ["Dense(4, activation='softmax')", 'sparse_categorical_crossentropy'],
      'sigmoid-for-one-hot': ["Dense(4, activation='sigmoid')", 'binary_crossentropy'],
      'regression-loss-for-classes': ['Dense(4)', 'mse'],
    };
    for (const [rule, [layers = '', loss]] of Object.entries(nets)) {
      const of = (data: string, fit: string) => found(rule, data, { layers, compile: `'adam', '${loss}'`, fit });
      expect(of(inputs, 'a, b, epochs=50'), rule).toEqual([]);
      expect(of(table, 'x, y, epochs=50'), rule).toEqual([]);
      expect(of(columns, 'a, b, epochs=50'), rule).toHaveLength(1);
    }
  });

  it('are classes, and the loss is for numbers', () => {
    const classes = (data: string, more: Parameters<typeof found>[2]) =>
      found('regression-loss-for-classes', data, more);
    expect(classes(`${pictures}\ny = to_categorical(y, 10)`, linear)).toEqual(['warning']);
    const accuracy = { layers: "Dense(1, activation='sigmoid')", compile: "'adam', 'mse', ['accuracy']" };
    expect(classes('x = load()\ny = load()', accuracy)).toEqual(['hint']);
    expect(classes('x = load()\ny = load()', { ...accuracy, compile: "'adam', 'mae', ['accuracy']" })).toEqual([
      'warning',
    ]);
    const sigmoid = (loss: string) => ({ layers: "Dense(1, activation='sigmoid')", compile: `'sgd', '${loss}'` });
    const split = 'x, _, y, _ = train_test_split(np.array((first, second)), np.array((no, yes)))';
    const written = `first = [0, 1]\nsecond = [1, 1]\nno = [0]\nyes = [1]\n${split}`;
    expect(classes(written, sigmoid('mae'))).toEqual(['warning']);
    expect(classes(written, sigmoid('mse'))).toEqual(['hint']);
    expect(classes(written.replace('yes = [1]', 'yes = [0.9]'), sigmoid('mae'))).toEqual([]);
    expect(classes(`${written}\ny = y / 2`, sigmoid('mae'))).toEqual([]);
    const filled = 'x = load()\ny = np.concatenate((np.zeros((9,)), np.ones((9,))))';
    expect(classes(filled, sigmoid('mae'))).toEqual(['warning']);
    expect(classes(filled.replace('ones', 'empty'), sigmoid('mae'))).toEqual([]);
    expect(classes(made, linear)).toEqual([]);
    const [one, four] = [
      { layers: 'Dense(1)', compile: "'adam', 'mse'" },
      'x, y = make_classification(99, 4, n_classes=4)',
    ];
    const counted = { ...one, compile: "'adam', 'mse', ['accuracy']" };
    expect(classes(four, one)).toEqual([]);
    expect(classes(four, counted)).toEqual(['warning']);
    expect(classes(`${four}\ny = y / 9`, counted)).toEqual([]);
    const pairs = 'a, b = make_classification(99, 4, n_classes=4)\nx, y = a / 9, b';
    expect(classes(pairs, counted)).toEqual(['warning']);
    expect(classes(pairs.replace('a / 9, b', 'b, a / 9'), counted)).toEqual([]);
    const text = `${HEAD}${four}\nm = keras.Sequential([Dense(1)])\nm.compile('adam', 'mse', ['accuracy'])\nm.fit(x, y)\n`;
    const [finding] = findingsIn({ file: '/w/net.py', text }, 'regression-loss-for-classes');
    expect(finding?.help).toBe('Use 4 units with softmax, and sparse categorical crossentropy.');
    expect(finding?.fixes.map((fix) => withFix({ file: '/w/net.py', text }, fix).text)).toEqual([
      text.replace('Dense(1)', "Dense(4, activation='softmax')").replace("'mse'", "'sparse_categorical_crossentropy'"),
    ]);
  });

  it('are any numbers, and the last layer has bounds', () => {
    const bounded = (data: string, activation: string, fit = 'x, y, epochs=50') =>
      found('bounded-regression', data, { layers: `Dense(2, activation='${activation}')`, fit });
    expect(bounded(made, 'sigmoid')).toEqual(['warning']);
    expect(bounded(`${made}\ny = y / 100`, 'sigmoid')).toEqual(['hint']);
    expect(bounded('x = load()\ny = load()', 'sigmoid')).toEqual(['hint']);
    expect(bounded('x = load()\ny = load()', 'relu')).toEqual(['hint']);
    const numbers = 'x = load()\n_, _, y, _ = shuffle(x, np.array([[0.2], [0.4]]))';
    expect(bounded(numbers, 'sigmoid')).toEqual(['hint']);
    expect(bounded(numbers.replace('shuffle', 'train_test_split'), 'sigmoid')).toEqual([]);
    expect(bounded(numbers.replace('x = load()', 'x = np.array([[1], [0]])'), 'sigmoid')).toEqual([]);
    const scaled = (scaler: string, more = '') =>
      bounded(`x = ${scaler}.fit_transform(load())${more}`, 'sigmoid', 'x, x');
    expect(scaled('StandardScaler()')).toEqual(['warning']);
    expect(scaled('MinMaxScaler(feature_range=(-1, 1))')).toEqual(['warning']);
    expect(scaled('MinMaxScaler()')).toEqual(['hint']);
    expect(scaled('RobustScaler()')).toEqual(['warning']);
    for (const scaler of ['StandardScaler(with_mean=False)', 'RobustScaler(with_centering=False)'])
      expect(scaled(scaler)).toEqual(['hint']);
    expect(scaled('StandardScaler()', ' / 6 + 0.5')).toEqual(['hint']);
    const one = { layers: "Dense(1, activation='relu')" };
    expect(found('bounded-regression', 'x = load()\ny = load()', one)).toEqual(['warning']);
    expect(found('bounded-regression', 'x = load()', { ...one, fit: 'x, x, epochs=50' })).toEqual(['hint']);
  });

  it('are lists, which Keras takes for several arrays', () => {
    expect(found('list-as-array', 'x = pd.read_csv("a.csv").values.tolist()\ny = load()')).toEqual(['warning']);
    const fixed = (head: string, x: string, given: string) => {
      const text = `${head}from keras import Sequential, layers\nx = ${x}\nm = Sequential([layers.Dense(1)])\nm.fit(${given}, y)\n`;
      return fixedText(text, findingsIn({ file: '/w/net.py', text }, 'list-as-array'));
    };
    expect(fixed('import numpy\n', 'a.tolist()', 'x')).toContain('m.fit(numpy.array(x), y)');
    expect(fixed('', 'a.tolist()', 'x')).toMatch(/^import numpy as np\nfrom keras[\s\S]*m\.fit\(np\.array\(x\), y\)/);
    expect(fixed('', 'a', 'x.tolist()')).toContain('m.fit(x, y)');
    expect(found('list-as-array', 'x = np.array(load().tolist())\ny = load()')).toEqual([]);
  });
});

describe('how many steps known data are', () => {
  it('is told of few epochs, and of batches as large as the data', () => {
    const layers = "Dense(1, activation='sigmoid')";
    const xor = 'x = np.array([[0, 1], [1, 1]])\ny = np.array([1, 0])';
    const short = { layers, compile: "SGD(0.001, momentum=0.9), 'mse'", fit: 'x, y, epochs=20' };
    expect(found('few-epochs', xor, short)).toEqual(['warning']);
    expect(found('batch-size', xor, short)).toEqual(['warning']);
    expect(found('learning-rate', xor, short)).toEqual(['warning']);
    const long = { ...short, fit: 'x, y, epochs=5000' };
    expect(found('few-epochs', xor, long)).toEqual([]);
    expect(found('batch-size', xor, long)).toEqual([]);
    expect(found('learning-rate', xor, long)).toEqual(['hint']);
    const cifar = '(x, y), (a, b) = cifar10.load_data()';
    expect(found('few-epochs', cifar, { fit: 'x, y, epochs=5' })).toEqual(['warning']);
    expect(found('few-epochs', cifar, { fit: 'x, y, epochs=10' })).toEqual([]);
  });
});

describe('pictures that a generator changes', () => {
  const net = (
    layers: string,
    changes: string,
    fit: string,
  ) => `${HEAD}from keras.preprocessing.image import ImageDataGenerator
pictures = ImageDataGenerator(rescale=1 / 255${changes}).flow_from_directory('cats', target_size=(64, 64), batch_size=16)
m = keras.Sequential([${layers}])
m.compile('adam', 'binary_crossentropy')
m.${fit}
`;
  const layers = "Conv2D(8, 3, input_shape=(64, 64, 3)), Flatten(), Dense(1, activation='sigmoid')";
  const flips = ', horizontal_flip=True';
  const few = (text: string) =>
    findingsIn({ file: '/w/net.py', text }, 'few-epochs').map(
      ({ severity, evidence, fixes }) => `${severity} ${evidence?.steps}: ${fixes[0]?.edits[0]?.newText}`,
    );

  it.each([
    ['of an old name', 'fit_generator(pictures, 60, 10)', ['warning 600: 50']],
    ['by names', 'fit_generator(pictures, steps_per_epoch=960 // 16, epochs=10)', ['warning 600: 50']],
    ['of short epochs', 'fit(pictures, steps_per_epoch=5, epochs=10)', ['warning 50: 200']],
    ['that are enough', 'fit(pictures, steps_per_epoch=60, epochs=50)', []],
    ['that the source leaves open', 'fit(pictures, epochs=10)', []],
  ])('are seen in steps %s', (_, fit, told) => {
    const text = net(layers, flips, fit);
    expect(few(text)).toEqual(told);
    expect(few(fixedText(text, findingsIn({ file: '/w/net.py', text }, 'few-epochs')))).toEqual([]);
  });

  it('may be few for a net that was trained before, or where they stay as they are', () => {
    const fit = 'fit(pictures, steps_per_epoch=60, epochs=10)';
    expect(few(net(layers, ', horizontal_flip=False', fit))).toEqual([]);
    expect(few(net(`keras.applications.VGG16(), ${layers}`, flips, fit))).toEqual([]);
    expect(few(net(layers, flips, fit).replace('batch_size=16', 'batch_size=64'))).toEqual([]);
  });
});
