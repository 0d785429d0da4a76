import { expect, test } from 'vitest';
import { layersOf, questionsOf, read, textOf } from './read.js';

/** Text of the units that an expression gives. */
function unitsOf(expression: string, before = ''): string {
  const reading = read(`${before}\nmodel = Sequential()\nmodel.add(Dense(${expression}))\n`);
  const [value = null] = reading.declaration?.layers[0]?.positional ?? [];
  return reading.questions.length > 0 ? questionsOf(reading).join() : textOf(value);
}

test.each([
  ['2 ** 3 + 7 // 2 - 10 % 4', '9'],
  ['-7 // 2', '-4'],
  ['int(np.log2(64)) * max([1, 2], 3)', '18'],
  ['round(2.5)', '2'],
  ['len("abc") + len((1, 2)) + sum([1, 2])', '8'],
  ['[i * 2 for i in range(3) if i]', '[2, 4]'],
  ['[(a, b) for a in "xy" for b in (1, 2)][1:3]', "[['x', 2], ['y', 1]]"],
  ['[1] * 2 + list(range(3, 0, -1))', '[1, 1, 3, 2, 1]'],
  ["'%s_%02d' % ('a', 3)", "'a_03'"],
  ["'{}-{n:.2f}'.format(1, n=2)", "'1-2.00'"],
  [`f"{'a'}{{}}{3:>3}"`, "'a{}  3'"],
  ["{'a': 1, **{'b': 2}}['b']", '2'],
  ["dict(a=1).get('z', 5)", '5'],
  ['(lambda x, y=2: x * y)(4)', '8'],
  ['3 if K.image_data_format() == "channels_last" else 4', '3'],
  ['np.prod((2, 3)) and 5 or 6', '5'],
  ['not (1 < 2) or 4', '4'],
  ['"relu".upper().replace("R", "P")', "'PELU'"],
  ['[b for a, b in zip([1, 2], [3, 4])] + [i for i, _ in enumerate("ab")]', '[3, 4, 0, 1]'],
])('%s is %s', (expression, text) => {
  expect(unitsOf(expression)).toBe(text);
});

test.each([
  [
    'an argument with a default',
    'parser = argparse.ArgumentParser()\nparser.add_argument("--n-units", default="12", type=int)\nargs = parser.parse_args()',
    'args.n_units',
    '12',
  ],
  ['a flag', "flags.DEFINE_integer('units', 7, 'help')\nFLAGS = flags.FLAGS", 'FLAGS.units', '7'],
  ['the environment', '', "int(os.environ.get('UNITS', '6'))", '6'],
  ['a class', 'class Config:\n    units = 4\n    double = units * 2', 'Config.units + Config().double', '12'],
  ['a data class', '@dataclass\nclass C:\n    a: int\n    b: int = 3', 'C(4).b + C(a=4).a', '7'],
  [
    'an instance',
    'class C:\n    def __init__(self, n):\n        self.n = n\n    @property\n    def twice(self):\n        return self.n * 2',
    'C(4).twice',
    '8',
  ],
  ['a function that changes a global', 'n = 1\ndef f():\n    global n\n    n = 9\nf()', 'n', '9'],
  ['a while loop', 'n = 64\nwhile n > 5:\n    n //= 2', 'n', '4'],
  [
    'a branch',
    'MODE = "b"\nif MODE == "a":\n    n = 1\nelif MODE in ("b", "c"):\n    n = 2\nelse:\n    n = 3',
    'n',
    '2',
  ],
  ['recursion', 'def f(n):\n    return 1 if n <= 1 else n * f(n - 1)', 'f(5)', '120'],
  ['a tuner', 'def build(hp):\n    return hp.Int("n", 16, 64)', 'hp.Choice("n", [32, 64])', 'n: 32'],
])('knows what %s gives', (_, before, expression, text) => {
  expect(unitsOf(expression, before)).toBe(text);
});

test.each([
  [
    'mnist',
    'from keras.datasets import mnist\n(x, y), _ = mnist.load_data()\nx = x.reshape(-1, 784).astype("float32") / 255.\ny = to_categorical(y)',
    'x.shape[1] + y.shape[1]',
    '794',
  ],
  [
    'iris',
    'from sklearn.datasets import load_iris\niris = load_iris()\nX, y = iris.data, iris.target\nX_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2)',
    'X_train.shape[0] + X_train.shape[1] + len(np.unique(y_train))',
    '127',
  ],
  ['random numbers', 'x = np.random.random((1000, 20))[:, :5]', 'x.shape[-1]', '5'],
  [
    'a channel axis',
    '(x, y), _ = cifar10.load_data()\nx = np.expand_dims(x[:10], axis=-1)',
    'x.shape[1:]',
    '[32, 32, 3, 1]',
  ],
  ['a slice of a table', 'd = np.loadtxt("a.csv", delimiter=",")\nX = d[:, 0:8]', 'X.shape[1]', '8'],
])('knows the shape of %s', (_, before, expression, text) => {
  expect(unitsOf(expression, before)).toBe(text);
});

test('shows functions, names and objects of Keras as tfjs would name them', () => {
  const reading = read(`
import tensorflow as tf
from tensorflow.keras.layers import *
model = tf.keras.Sequential(name='net', layers=[
    InputLayer(input_shape=(28, 28)),
    TimeDistributed(Dense(3, activation=tf.nn.relu, kernel_regularizer=tf.keras.regularizers.l2(1e-4))),
    Bidirectional(LSTM(4, return_sequences=True), merge_mode='sum'),
    tf.keras.Sequential([Dense(2), Lambda(lambda x: x * 2)]),
    MyLayer(3),
])
model.compile(tf.keras.optimizers.SGD(tf.keras.optimizers.schedules.ExponentialDecay(0.1, 100, 0.9)), tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=[tf.keras.metrics.mse, f1])
`);
  expect(layersOf(reading)).toEqual([
    'InputLayer(input_shape=[28, 28])',
    "TimeDistributed(Dense(3, activation='relu', kernel_regularizer=l2(0.0001)))",
    "Bidirectional(LSTM(4, return_sequences=true), merge_mode='sum')",
    'Sequential([Dense(2), Lambda(lambda())])',
    'MyLayer(3)',
  ]);
  expect(textOf(reading.declaration?.compile ?? null)).toBe(
    "compile(optimizer=SGD(ExponentialDecay(0.1, 100, 0.9)), loss=SparseCategoricalCrossentropy(from_logits=true), metrics=['mse', 'f1'])",
  );
});
