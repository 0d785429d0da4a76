import { expect, it } from 'vitest';
import { layersOf, questionsOf, read, textOf } from './read.js';
import { notesOf, stepsOf } from './steps.js';

const head = `import wandb
import horovod.keras as hvd
from keras.models import Sequential
from keras.layers import Dense
from keras.optimizers import Adam
`;

it('reads what an experiment is started with, by attribute, by key and from the run', () => {
  const reading = read(`${head}
run = wandb.init(project='p', config={'units': 7, 'act': 'tanh', 'lr': 0.05, 'epochs': 3})
wandb.config.update({'epochs': 4})
config = wandb.config
model = Sequential([Dense(config.units, activation=config['act'], input_shape=(4,)), Dense(1)])
model.compile(loss='mse', optimizer=Adam(run.config.lr))
model.fit(x, y, epochs=config.epochs)
`);
  expect(layersOf(reading)).toEqual(["Dense(7, activation='tanh', input_shape=[4])", 'Dense(1)']);
  expect(textOf(reading.declaration?.compile ?? null)).toContain('Adam(0.05)');
  expect(textOf(reading.declaration?.fit ?? null)).toContain('epochs=4');
  expect(questionsOf(reading)).toEqual([]);
});

it.each([
  ['', '13: One process does the training, so DistributedOptimizer counts as the optimizer in it.'],
  [
    ', backward_passes_per_step=4',
    '13!: DistributedOptimizer counts as the optimizer in it, so gradients of several steps are not added up.',
  ],
])("takes the optimizer that Horovod's wrapper holds%s", (more, note) => {
  const reading = read(`${head}model = Sequential()





opt = Adam(0.25)
opt = hvd.DistributedOptimizer(opt${more})
model.add(Dense(1, input_shape=(2,)))
model.compile(loss='mse', optimizer=opt)
model.fit(x, y)
`);
  expect(textOf(reading.declaration?.compile ?? null)).toContain('optimizer=Adam(0.25)');
  expect(notesOf(reading)).toContain(note);
});

it('ends where values hold themselves, or each other many times over', () => {
  const holding = read(`${head}a = []
a.append({'p': Dense(3, kernel_regularizer=a)})
model = Sequential([Dense(1, kernel_regularizer=a, input_shape=(2,))])
model.compile(loss='mse', optimizer=Adam(a))
model.fit(x, y)
`);
  expect(notesOf(holding).join()).toContain('A value that contains itself, or is too large to write out, is left out');
  const doubling = `${head}a = [1, 2]\n${'a = [a, a, a, a]\n'.repeat(12)}`;
  const large = read(
    `${doubling}model = Sequential([Dense(1, kernel_regularizer=a, input_shape=(2,))])\nmodel.fit(x, y)\n`,
  );
  expect(notesOf(large).join()).toContain('is too large to write out');
});

it('counts what is spread into a list as steps', () => {
  const reading = read(`${head}a = [1]
for i in range(100):
    a = [*a, *a]
model = Sequential([Dense(4, input_shape=(2,))])
model.fit(x, y)
`);
  expect(layersOf(reading)).toEqual(['Dense(4, input_shape=[2])']);
});

it('tells layers and models by their classes', () => {
  const reading = read(`from tensorflow.keras import layers, Sequential
base = Sequential([layers.Conv2DTranspose(2, 3, input_shape=(8, 8, 1)), layers.BatchNormalization()])
model = Sequential([base, layers.Flatten(), layers.Dense(2)]) #model
model.compile('sgd', 'mse')
model.fit(x, y)
for layer in model.layers:
    if isinstance(layer, Sequential):
        for inner in layer.layers:
            if isinstance(inner, (layers.Dropout, layers.BatchNormalization)):
                inner.trainable = False
            if isinstance(inner, layers.Conv2D):
                inner.trainable = False
    elif not isinstance(layer, layers.Flatten):
        layer.trainable = False
model.compile('sgd', 'mse')
model.fit(x, y)
`);
  expect(stepsOf(reading).filter((step) => step.includes('trainable'))).toEqual([
    '1 trainable [0] false',
    '1 trainable [1] false',
    '2 trainable [2] false',
  ]);
});

it('takes no weights of classes for given where they are not known', () => {
  const reading = read(`${head}
model = Sequential([Dense(1, input_shape=(2,))])
model.compile(loss='mse', optimizer='sgd')
model.fit([[0, 1]], [[1]], class_weight=dict(enumerate(weigh(names))))
`);
  expect(notesOf(reading)).toEqual(['9!: class_weight of fit is known only when the program runs, so it is left out.']);
});
