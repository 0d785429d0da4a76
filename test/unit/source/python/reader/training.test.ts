import { expect, test } from 'vitest';
import { layersOf, read, textOf } from './read.js';

test.each([
  [
    1,
    "model.add(Convolution2D(32, 3, 3, border_mode='same', input_shape=(28, 28, 1)))\nmodel.add(Dense(output_dim=10, init='uniform'))",
  ],
  [1, 'model.add(Dense(3, input_dim=4))\nmodel.fit(x, y, nb_epoch=5)'],
  [2, "model.add(Conv2D(32, (3, 3), padding='same'))"],
  [2, 'model.add(Dense(3))'],
  [3, 'from keras import ops\nmodel.add(Dense(3))'],
])('tells Keras %i by its style', (version, text) => {
  expect(read(`model = Sequential()\n${text}\n`).declaration?.version).toBe(version);
});

test('takes the fit of a wrapper of scikit-learn', () => {
  const reading = read(`
def create(activation='relu'):
    model = Sequential()
    model.add(Dense(3, activation=activation))
    model.compile('adam', 'mse')
    return model
net = KerasClassifier(build_fn=create, epochs=15, verbose=0)
net.fit(X, y, batch_size=5)
`);
  expect(layersOf(reading)).toEqual(["Dense(3, activation='relu')"]);
  expect(textOf(reading.declaration?.fit ?? null)).toBe('fit(epochs=15, batch_size=5)');
});

test('takes compile and fit from functions that the program never calls', () => {
  const reading = read(`
class Net:
    def build(self):
        return Sequential([Dense(3)])
    def train(self, x, y):
        self.model = self.build()
        self.model.compile('adam', 'mse')
        self.model.fit_generator(gen.flow(x, y, batch_size=16), epochs=3)
`);
  expect(textOf(reading.declaration?.compile ?? null)).toBe("compile(optimizer='adam', loss='mse')");
  expect(textOf(reading.declaration?.fit ?? null)).toBe('fit_generator(epochs=3, batch_size=16)');
});

test('reads the branch that makes the model, whatever its condition says', () => {
  const reading = read(`
KIND = 'mlp'
def build(kind):
    if kind == 'mlp':
        return Sequential([Dense(1)])
    else:
        model = Sequential() #model
        model.add(Dense(2))
    return model
net = build(KIND)
net.compile('sgd', 'mse')
`);
  expect(layersOf(reading)).toEqual(['Dense(2)']);
  expect(textOf(reading.declaration?.compile ?? null)).toBe("compile(optimizer='sgd', loss='mse')");
});

test('reads a class that derives from Sequential', () => {
  const reading = read(`
class Net(tf.keras.Sequential): #model
    def __init__(self, units):
        super().__init__()
        for n in units:
            self.add(Dense(n))
        self.build((None, 8))
net = Net([4, 2])
net.compile(loss='mse')
`);
  expect(layersOf(reading)).toEqual(['Dense(4, batch_input_shape=[None, 8])', 'Dense(2)']);
});

test.each([
  [
    'mnist',
    '(x, y), _ = keras.datasets.mnist.load_data()\nx = x.reshape(60000, 784) / 255',
    { kind: 'builtin', name: 'mnist', reshape: [784] },
  ],
  ['fashion', '(x, y), _ = fashion_mnist.load_data()', { kind: 'builtin', name: 'fashion-mnist' }],
  ['moons', 'x, y = make_moons(n_samples=200)', { kind: 'builtin', name: 'moons' }],
  [
    'XOR',
    'x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])\ny = np.array([0, 1, 1, 0])',
    { kind: 'builtin', name: 'xor' },
  ],
  [
    'a table without names',
    "d = loadtxt('data/pima.csv', delimiter=',')\nx = d[:, 0:8]\ny = d[:, 8]",
    { kind: 'table', path: 'data/pima.csv', delimiter: ',', header: false, target: ['9'] },
  ],
  [
    'a table with names',
    "d = pd.read_csv('./a.csv', sep=';')\ny = d.pop('price')\nx = d.values",
    { kind: 'table', path: 'a.csv', delimiter: ';', header: true, target: ['price'] },
  ],
  ['arrays', "x = np.load('x.npy')\ny = np.load('y.npy')", { kind: 'arrays', x: 'x.npy', y: 'y.npy' }],
  ['data that GradLens has not', '(x, y), _ = cifar10.load_data()', null],
  ['a path outside', "d = pd.read_csv('/tmp/a.csv')\nx = d.drop('y', axis=1)\ny = d['y']", null],
])('names the data of a program with %s', (_, text, data) => {
  const reading = read(`${text}\nmodel = Sequential([Dense(1)])\nmodel.fit(x, y)\n`);
  expect(reading.data).toEqual(data);
});
