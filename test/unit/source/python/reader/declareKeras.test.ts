import { expect, test } from 'vitest';
import { layersOf, linesOf, questionsOf, read, textOf } from './read.js';

const lesson = `model = Sequential([
    Dense(units=10, input_dim=1000),
    Activation('relu'),
    Dense(units=10),
    Activation('softmax'),
])
`;

test("reads the lesson's snippet without imports", () => {
  const reading = read(lesson);
  expect(layersOf(reading)).toEqual([
    'Dense(units=10, input_dim=1000)',
    "Activation('relu')",
    'Dense(units=10)',
    "Activation('softmax')",
  ]);
  expect(linesOf(reading)).toEqual([2, 3, 4, 5]);
  expect(reading).toMatchObject({ questions: [], data: null, sourceNotes: [], blocked: null });
  expect(reading.declaration).toMatchObject({ name: 'model', version: 2, compile: null, fit: null });
  expect(reading.declaration?.layers[0]?.span).toMatchObject({
    start: { line: 2, column: 5 },
    end: { line: 2, column: 36 },
  });
});

test("reads the lesson's snippet without its activations and with a compile", () => {
  const text = lesson.replace(/ {4}Activation.*\n/g, '');
  const reading = read(`${text}model.compile(loss='categorical_crossentropy', optimizer='sgd')\n`);
  expect(layersOf(reading)).toEqual(['Dense(units=10, input_dim=1000)', 'Dense(units=10)']);
  expect(textOf(reading.declaration?.compile ?? null)).toBe(
    "compile(loss='categorical_crossentropy', optimizer='sgd')",
  );
});

test('follows the calls that build, compile and fit a model', () => {
  const reading = read(`
from tensorflow import keras
from tensorflow.keras import layers, regularizers
from functools import partial

Regular = partial(layers.Dense, activation='relu', kernel_regularizer=regularizers.l2(0.01))

def block(model, n, name):
    for i in range(n):
        model.add(Regular(16 * 2 ** i, name=f'{name}_{i:02d}'))

def build(classes, hidden, dropout=0.2):
    model = keras.Sequential()
    model.add(layers.Dense(hidden, input_shape=(784,)))
    block(model, 2, 'fc')
    if dropout:
        model.add(layers.Dropout(dropout))
    model.add(layers.Dense(classes, activation=keras.activations.softmax))
    return model

def train(model, epochs):
    model.compile(keras.optimizers.Adam(lr=1e-3), loss=keras.losses.categorical_crossentropy, metrics=['accuracy'])
    model.fit(x, y, 64, epochs, callbacks=[keras.callbacks.EarlyStopping(patience=3), keras.callbacks.TensorBoard()])

if __name__ == '__main__':
    train(build(10, int(64 ** 0.5)), epochs=3 * 4)
`);
  expect(layersOf(reading)).toEqual([
    'Dense(8, input_shape=[784])',
    "Dense(16, activation='relu', kernel_regularizer=l2(0.01), name='fc_00')",
    "Dense(32, activation='relu', kernel_regularizer=l2(0.01), name='fc_01')",
    'Dropout(0.2)',
    "Dense(10, activation='softmax')",
  ]);
  expect(linesOf(reading)).toEqual([14, 10, 10, 17, 18]);
  const { compile = null, fit = null } = reading.declaration ?? {};
  expect(textOf(compile)).toBe(
    "compile(loss='categorical_crossentropy', optimizer=Adam(lr=0.001), metrics=['accuracy'])",
  );
  expect(textOf(fit)).toBe('fit(batch_size=64, epochs=12, callbacks=[EarlyStopping(patience=3)])');
  expect(reading.questions).toEqual([]);
});

test.each([
  ['LSTM(8, return_sequences=every, input_shape=(4, 2))', 'RepeatVector(3)', 'every: False'],
  ['LSTM(8, return_sequences=every, input_shape=(4, 2))', 'LeakyReLU(), GRU(3)', 'every: True'],
  ['LSTM(8, return_sequences=every, input_shape=(4, 2))', 'Bidirectional(LSTM(3))', 'every: True'],
  ['Conv3D(2, 2, input_shape=shape)', 'Flatten()', 'shape: (16, 32, 32, 1)'],
  ['Masking(0.0, input_shape=shape)', 'LSTM(2)', 'shape: (10, 8)'],
  ['ConvLSTM2D(2, 3, input_shape=shape)', 'Flatten()', 'shape: (5, 28, 28, 1)'],
  ['Convolution2D(2, rows, 3, input_shape=(8, 8, 1))', 'Flatten()', 'rows: 3'],
  ['Lambda(f)', 'Conv1D(2, 3, input_shape=shape)', 'shape: (64, 4)'],
])('proposes for %s, before %s, %s', (first, next, proposal) => {
  expect(questionsOf(read(`model = Sequential([${first}, ${next}, Dense(1)])\n`))).toEqual([proposal]);
});

test('asks for what is known only when the program runs, with proposals', () => {
  const text = `
class Net:
    def __init__(self, input_dim, n_layers, mode):
        self.model = Sequential()
        self.model.add(Embedding(vocab_size, 64, input_length=input_dim))
        for i in range(n_layers):
            self.model.add(LSTM(32, return_sequences=True))
        if mode == 'deep':
            self.model.add(Dense(3))
        self.model.add(Dense(X.shape[1] * 2, activation='softmax'))

    def train(self, x, y, epochs):
        self.model.compile('adam', 'mse')
        self.model.fit(x, y, epochs=epochs)
`;
  const reading = read(text);
  expect(questionsOf(reading)).toEqual([
    'n_layers: 2',
    "mode: 'deep'",
    'vocab_size: 1000',
    'input_dim: 10',
    'X.shape[1] * 2: 10',
    'epochs: 10',
  ]);
  expect(layersOf(reading)).toEqual([
    'Embedding(1000, 64, input_length=10)',
    'LSTM(32, return_sequences=true)',
    'LSTM(32, return_sequences=true)',
    'Dense(3)',
    "Dense(10, activation='softmax')",
  ]);
  const answered = read(text, { n_layers: '1', mode: "'flat'", vocab_size: '77', 'X.shape[1] * 2': '2' });
  expect(layersOf(answered)).toEqual([
    'Embedding(77, 64, input_length=10)',
    'LSTM(32, return_sequences=true)',
    "Dense(2, activation='softmax')",
  ]);
  expect(questionsOf(answered)).toEqual(['input_dim: 10', 'epochs: 10']);
  expect(answered.questions[0]).toMatchObject({
    expression: 'input_dim',
    location: { file: '/home/ada/net.py', line: 3, column: 24 },
    reason: 'parameter of __init__, used as input_length of Embedding',
  });
});

test('takes a type that is compared with several words for one of them', () => {
  const reading = read(`
def build(configs):
    model = Sequential()
    for layer in configs:
        if layer['type'] == 'dense':
            model.add(Dense(4))
        if layer['type'] == 'lstm':
            model.add(LSTM(4))
    return model
`);
  expect(questionsOf(reading).filter((question) => question.includes('type'))).toEqual(["layer['type']: 'dense'"]);
  expect(layersOf(reading)).toEqual(['Dense(4)', 'Dense(4)']);
});

test('proposes pictures where unknown sizes are reshaped to pictures', () => {
  const reading = read(`
data = load()
height, width = data.input_shape
model = Sequential()
model.add(Reshape((height, width, 1), input_shape=data.input_shape))
model.add(Conv2D(8, (3, 3)))
`);
  expect(questionsOf(reading)).toEqual(['data.input_shape: (28, 28)']);
});

test('takes the values that a dataclass gives its fields', () => {
  const reading = read(`
from dataclasses import dataclass, field

@dataclass
class Config:
    hidden: list = field(default_factory=lambda: [16, 8])
    out: int = field(default=3)

config = Config()
model = Sequential([Dense(units) for units in config.hidden])
model.add(Dense(config.out))
`);
  expect(layersOf(reading)).toEqual(['Dense(16)', 'Dense(8)', 'Dense(3)']);
  expect(reading.questions).toEqual([]);
});

test("fits what a tuner's function builds on what its search is given, and says that it does not search", () => {
  const reading = read(`
import keras_tuner as kt
import numpy as np

def build(hp):
    model = Sequential()
    model.add(Dense(hp.Int('units', min_value=4, max_value=8), input_dim=2))
    model.compile('adam', 'mse')
    return model

tuner = kt.RandomSearch(build, objective='val_loss', max_trials=3)
tuner.search(np.ones((8, 2)), np.ones((8, 4)), epochs=2)
`);
  expect(questionsOf(reading)).toEqual(['units: 4']);
  expect(reading.program?.steps.map(({ kind }) => kind)).toEqual(['make', 'compile', 'fit']);
  expect(reading.sourceNotes).toMatchObject([{ kind: 'not-done', line: 12 }]);
});
