import { describe, expect, test } from 'vitest';
import { read } from './read.js';
import { notesOf, stepsOf } from './steps.js';

// What Keras 2.15 takes, as `inspect.signature` gives it: each argument is done, noted on its line, or named here as one that changes nothing.
const changesNothing = new Set([
  'verbose',
  'max_queue_size',
  'workers',
  'use_multiprocessing',
  'run_eagerly',
  'steps_per_execution',
  'jit_compile',
  'reset_metrics',
  'return_dict',
]);

const array = '[[1.0], [2.0]]';
const values: Readonly<Record<string, string>> = {
  x: array,
  y: array,
  sample_weight: '[1.0, 2.0]',
  validation_data: `(${array}, ${array})`,
  class_weight: '{0: 1.0, 1: 2.0}',
  callbacks: '[EarlyStopping()]',
  optimizer: "'adam'",
  loss: "'mse'",
  metrics: "['mae']",
  weighted_metrics: "['mae']",
  loss_weights: '[2.0]',
  shuffle: 'False',
  validation_split: '0.5',
};

const methods: Readonly<Record<string, string>> = {
  fit: 'x y batch_size epochs verbose callbacks validation_split validation_data shuffle class_weight sample_weight initial_epoch steps_per_epoch validation_steps validation_batch_size validation_freq max_queue_size workers use_multiprocessing',
  compile:
    'optimizer loss metrics loss_weights weighted_metrics run_eagerly steps_per_execution jit_compile pss_evaluation_shards',
  evaluate:
    'x y batch_size verbose sample_weight steps callbacks max_queue_size workers use_multiprocessing return_dict',
  train_on_batch: 'x y sample_weight class_weight reset_metrics return_dict',
};

describe.each(Object.entries(methods))('%s', (method, names) => {
  const usual = method === 'compile' ? {} : { x: array, y: array };

  test.each(names.split(' '))('does %s, or says that it does not', (name) => {
    const given = Object.entries({ ...usual, [name]: values[name] ?? '1' });
    const text = given.map(([key, value]) => `${key}=${value}`).join(', ');
    const reading = read(`
model = Sequential([Dense(1)]) #model
${method === 'compile' ? '' : "model.compile('sgd', 'mse')"}
model.${method}(${text})
model.fit(${array}, ${array})
`);
    const done = stepsOf(reading).some((step) => step.includes(`${method}(`) && step.includes(`${name}=`));
    const noted = notesOf(reading).some((note) => note.startsWith('4') && note.includes(name));
    expect(done || noted || changesNothing.has(name)).toBe(true);
  });
});

const callbacks =
  'BackupAndRestore BaseLogger CSVLogger Callback EarlyStopping History LambdaCallback LearningRateScheduler ModelCheckpoint ProgbarLogger ReduceLROnPlateau RemoteMonitor SwapEMAWeights TensorBoard TerminateOnNaN UpdateEMAWeights MyOwn';

test.each(callbacks.split(' '))('does the callback %s, or says that it does not', (name) => {
  const reading = read(`
class MyOwn(Callback):
    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = True
model = Sequential([Dense(1)]) #model
model.compile('sgd', 'mse')
model.fit(${array}, ${array}, callbacks=[${name}()])
`);
  const done = stepsOf(reading).some((step) => step.includes(name));
  expect(done || notesOf(reading).some((note) => note.startsWith('7') && note.includes(name))).toBe(true);
});

/** Programs of one statement between the data and the fit; the same one without it tells whether it does anything. */
function withStatement(statement: string) {
  const reading = read(`
x = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0], [9.0, 8.0]])
y = np.array([1.0, 0.0, 1.0, 1.0, 0.0])
other = Sequential([Dense(1, input_dim=2)])
model = Sequential([Dropout(0.1, input_shape=(2,)), Dense(1)]) #model
model.compile(SGD(0.1), 'mse')
${statement}
model.fit(x, y, epochs=2)
`);
  const data = [...reading.values.arrays.values()].map(({ shape, data: numbers }) => [shape, Array.from(numbers)]);
  return {
    done: JSON.stringify([stepsOf(reading), data]),
    notes: notesOf(reading).filter((note) => /^7!?:/.test(note)),
  };
}

test.each([
  'x = x / 2',
  'x[0] = 5',
  'x += 1',
  'np.random.shuffle(x)',
  'x = augment(x)',
  'normalize_rows(x)',
  'x = np.where(x > 1, 0, x)',
  'if ready(): x = x * 2',
  'for i in range(2): x[i, 0] = 0',
  'for i in chosen(): x[i] = 0',
  'while waiting(): x = x * 2',
  'try: x = x * 2\nexcept: pass',
  "with open('f') as f: x = parse(f)",
  "exec('x = x * 2')",
  'x, y = y, x',
  'model.trainable = False',
  'model.layers[1].trainable = False',
  "model.get_layer('dense_1').trainable = False",
  'model.layers[0].rate = 0.5',
  'model.add(Dense(1))',
  'model.pop()',
  'model.layers[1].set_weights([np.ones((2, 1)), np.zeros(1)])',
  'model.set_weights(other.get_weights())',
  'model.set_weights([w * 2 for w in model.get_weights()])',
  "model.load_weights('a.h5')",
  'model.layers[1].kernel.assign(np.ones((2, 1)))',
  'K.set_value(model.optimizer.lr, 0.5)',
  'model.optimizer.learning_rate = find_rate()',
  'model.optimizer.momentum = 0.9',
  "model.compile('adam', 'mae')",
  'model.fit(x, y)',
  'model.train_on_batch(x, y)',
  'model.evaluate(x, y)',
  "model.loss = 'mae'",
  'model.reset_states()',
  'prune(model)',
  'model = wrap(model)',
  'clone = clone_model(model); clone.fit(x, y)',
  'tf.random.set_seed(1)',
  'tf.keras.utils.set_random_seed(1)',
  "tf.keras.backend.set_floatx('float64')",
  "tf.keras.mixed_precision.set_global_policy('mixed_float16')",
])('does %s before a fit, or says that it does not', (statement) => {
  const { done, notes } = withStatement(statement);
  expect(done !== withStatement('pass').done || notes.length > 0).toBe(true);
});

test('goes through all rounds of a loop that fills a list', () => {
  const { done } = withStatement(
    'rows = []\nfor i in range(3000):\n    rows.append([float(i), random.randrange(3)])\nx = np.array(rows)',
  );
  expect(done).toContain('[3000,2]');
});

test.each(['np.random.seed(3); np.random.shuffle(x)', 'np.append(x, 1)'])('follows %s', (statement) => {
  expect(withStatement(statement).notes).toEqual([]);
  expect(withStatement(statement).done).toContain('[5,2]');
});

test('says where numbers are drawn without a seed', () => {
  const note = '7: The source draws these random numbers without a seed, so Python would draw different ones.';
  expect(withStatement('x = np.random.rand(5, 2)').notes).toEqual([note]);
  expect(withStatement('np.random.seed(1); x = np.random.rand(5, 2)').notes).toEqual([]);
});

test.each([
  'print(x)',
  'model.summary()',
  'plt.plot(x[:, 0], y)',
  'p = model.predict(x)',
  "model.save('a.h5')",
  'print(model.layers[0].get_weights())',
  'start = time.time()',
  'z = x * 2',
  'np.save("x.npy", x)',
  'assert x.shape == (5, 2)',
])('says nothing of %s, which changes nothing', (statement) => {
  expect(withStatement(statement).notes).toEqual([]);
});
