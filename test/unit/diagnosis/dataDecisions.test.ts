import { it } from 'vitest';
import type { Program } from './programs.js';
import { expectTold, product } from './toldNets.js';

const HEAD = `import numpy as np
import pandas as pd
import cv2
import sklearn
from tensorflow import keras
from keras.datasets import mnist, cifar10, imdb, boston_housing
from keras.layers import *
from keras.optimizers import *
from keras.utils import to_categorical
from sklearn import datasets, preprocessing
from sklearn.datasets import make_regression, make_classification
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler, RobustScaler, MinMaxScaler, MaxAbsScaler, LabelEncoder, LabelBinarizer, normalize
`;

interface Net {
  readonly data: string;
  readonly layers: string;
  readonly compile?: string;
  readonly fit?: string;
}

function py({ data, layers, compile = "'adam', 'mse'", fit = 'x, y, epochs=50' }: Net): Program {
  const text = `${HEAD}${data}\nm = keras.Sequential([${layers}])\nm.compile(${compile})\nm.fit(${fit})\n`;
  return { file: '/w/net.py', text };
}

const inLine = (text: string) => text.replaceAll('\n', '; ');

it('of inputs, by where they come from and what is done to them', async () => {
  const READ = "x = pd.read_csv('a.csv').values\ny = x[:, 0]";
  const sources = [
    '(x, y), _ = mnist.load_data()',
    '(x, y), _ = imdb.load_data()',
    '(x, y), _ = boston_housing.load_data()',
    'x, y = datasets.load_iris(return_X_y=True)',
    'x, y = datasets.load_diabetes(return_X_y=True)',
    'x, y = datasets.load_breast_cancer(return_X_y=True)',
    ...['[1], [30]', '[1], [30.5]', '[-30], [1]', '[-31], [1]', '[0], [255]', '[0], [254]', '[1], [n]', ''].map(
      (rows) => `x = np.array([${rows}])\ny = np.array([0, 1])`,
    ),
    ...[
      'np.arange(30)',
      'np.arange(31)',
      'np.arange(-100, 0, 0.5)',
      'np.arange(start=0, stop=90)',
      'np.arange(0, n)',
      'np.linspace(0, 500, 50)',
      'np.random.randint(50, 2000, (9, 4))',
      'np.random.randint(low=0, high=2000, size=9)',
      'np.random.uniform(0, 40, 9)',
      'np.random.normal(0, 400, 9)',
      'np.random.rand(9, 4)',
      'np.concatenate([np.arange(90), np.arange(80)])',
    ].map((made) => `x = ${made}\ny = make()`),
    ...[
      'np.load',
      'np.loadtxt',
      'np.genfromtxt',
      'pd.read_excel',
      'pd.read_table',
      'cv2.imread',
      'own.my_read_csv',
      'reload',
    ].map((read) => `x = ${read}('a')\ny = make()`),
    ...[
      'x = x / 255',
      'x = x.reshape(-1, 4).astype("float32")',
      'x = x.dropna().sample(9).to_numpy()',
      'x = x.append(x)',
      'x = np.expand_dims(x, -1)',
      'x = LabelEncoder().fit_transform(x)',
      'x = scale(x)',
      'x = MinMaxScaler().fit_transform(x)',
      'x = normalize(x)',
      'x = own(x)',
      'x = x.mean()',
      'x, a, y, b = train_test_split(x, y)',
    ].map((done) => `${READ}\n${done}`),
  ];
  const ends = { 'Dense(1, input_shape=(4,))': "'adam', 'mse'", 'Dense(1, input_dim=784)': "SGD(0.01), 'mse'" };
  await expectTold(
    'data',
    [...product(sources, Object.entries(ends))].map(([data, [layers, compile]]) => [
      `${inLine(data)}: ${layers}, ${compile}`,
      py({ data, layers, compile }),
    ]),
    'unscaled-inputs',
  );
});

it('of inputs that may be pictures, by their shape and the first layer', async () => {
  const shapes = [
    '784',
    '783',
    '1024',
    '3072',
    '28, 28',
    '28, 28, 1',
    '28, 28, 2',
    '28, 28, 3',
    '28, 28, 4',
    '1, 28, 28',
    'n',
  ];
  const firsts = [
    'Flatten($)',
    'Dense(8, $)',
    'BatchNormalization($)',
    'Embedding(9, 8, $)',
    'Rescaling(0.1, $)',
    'Input($), Dense(8)',
    'Conv2D(8, 3, $)',
    'Own($)',
  ];
  await expectTold(
    'pictures',
    [...product(firsts, shapes)].map(([first, shape]) => {
      const layers = `${first.replace('$', `${first.startsWith('Input') ? 'shape' : 'input_shape'}=(${shape},)`)}, Flatten(), Dense(1)`;
      return [layers, py({ data: "x = np.array([cv2.imread('a.png'), cv2.imread('b.png')])\ny = make()", layers })];
    }),
    'unscaled-inputs',
  );
});

it('of targets, by where they come from and what is to give them', async () => {
  const sources = [
    'y = make()',
    'y = np.array([0, 1, 1])',
    'y = np.array([0, 1, 2])',
    'y = np.array([[0.2], [0.4]])',
    'y = np.array([-1, 1])',
    'y = np.array([-2, 3])',
    'y = [1, 2, 3]',
    'y = np.zeros(9)',
    'y = np.concatenate([np.zeros(9), np.ones(9)])',
    'y = np.concatenate([np.zeros_like(a), np.ones_like(a)])',
    'y = np.concatenate([np.zeros(9), np.full(9, 1)])',
    'y = np.append(np.zeros(9), np.ones(9)).astype(int)',
    'y = to_categorical(make(), 3)',
    'y = pd.get_dummies(make())',
    'y = keras.ops.one_hot(make(), 3)',
    'y = my_to_categorical(make())',
    'y = LabelBinarizer().fit_transform(make())',
    '(a, y), _ = mnist.load_data()',
    '(a, y), _ = mnist.load_data()\ny = y / 10',
    '(a, y), _ = mnist.load_data()\ny = to_categorical(y)',
    '(a, y), _ = mnist.load_data()\ny = np.equal(y, 3)',
    '(a, y), _ = mnist.load_data()\ny = y.map(own)',
    '(a, y), _ = imdb.load_data()',
    '(a, y), _ = boston_housing.load_data()',
    '(a, y), _ = boston_housing.load_data()\ny = MinMaxScaler().fit_transform(y)',
    '(a, y), _ = boston_housing.load_data()\ny = np.log(y)',
    'a, y = make_regression(500, 4)',
    'a, y = make_classification(500, 4)',
    'a, y = make_classification(500, 4, n_classes=3)',
  ];
  const ends = [
    ...[
      "Dense(1, activation='sigmoid')",
      "Dense(3, activation='sigmoid')",
      "Dense(1, activation='tanh')",
      "Dense(1, activation='relu')",
      'Dense(1)',
      'Dense(3)',
    ].map((layers) => [layers, "'adam', 'mse', ['accuracy']"] as const),
    ...["Dense(1, activation='sigmoid')", "Dense(1, activation='relu')"].map(
      (layers) => [layers, "'adam', 'mae'"] as const,
    ),
    ...["Dense(1, activation='sigmoid')", "Dense(3, activation='sigmoid')"].map(
      (layers) => [layers, "'adam', 'binary_crossentropy'"] as const,
    ),
  ];
  await expectTold(
    'targets',
    [...product(sources, ends)].map(([data, [layers, compile]]) => [
      `${inLine(data)}: ${layers}, ${compile}`,
      py({ data: `x = load()\n${data}`, layers, compile }),
    ]),
    'bounded-regression',
    'regression-loss-for-classes',
    'binary-crossentropy-of-classes',
    'sigmoid-for-one-hot',
  );
});

it('of inputs that are also the targets, by how they are scaled', async () => {
  const scalers = [
    ...['StandardScaler', 'RobustScaler', 'MinMaxScaler', 'MaxAbsScaler', 'MyScaler'].map((name) => `${name}()`),
    'StandardScaler(with_mean=False)',
    'StandardScaler(with_mean=True)',
    'StandardScaler(with_mean=flag)',
    'RobustScaler(with_centering=False)',
    'MinMaxScaler((-1, 1))',
    'MinMaxScaler(feature_range=(0, 1))',
    'MinMaxScaler(feature_range=(-2, 1))',
    'MinMaxScaler(feature_range=bounds)',
  ].map((made) => `x = ${made}.fit_transform(load())`);
  const data = [
    ...scalers,
    'x = preprocessing.scale(load())',
    'x = preprocessing.scale(load(), with_mean=False)',
    'x = StandardScaler().fit_transform(load()) * 0.1',
    'x = MinMaxScaler().fit_transform(StandardScaler().fit_transform(load()))',
    'x = load()',
  ];
  await expectTold(
    'reconstructed',
    [...product(data, ['sigmoid', 'tanh', 'relu'])].map(([made, activation]) => [
      `${made}: ${activation}`,
      py({ data: made, layers: `Dense(1, activation='${activation}')`, fit: 'x, x, epochs=50' }),
    ]),
    'bounded-regression',
  );
});
