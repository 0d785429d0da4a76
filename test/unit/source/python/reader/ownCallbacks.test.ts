import { expect, test } from 'vitest';
import type { CallbackHost } from '../../../../../src/protocol/kerasProgram.js';
import { read } from './read.js';
import { notesOf, stepsOf } from './steps.js';

/** A program that trains with the callbacks. */
function program(text: string, callbacks: string) {
  return read(`${text}
model = Sequential([Dense(2, input_dim=1), Dense(1)]) #model
model.compile(SGD(0.1), 'mse')
model.fit([[0]], [[1]], callbacks=[${callbacks}])
`);
}

interface Heard {
  readonly printed: string[];
  readonly weights: string[];
  stopped: boolean;
}

function hostOf(learningRate = 0.1): CallbackHost & Heard {
  return {
    learningRate,
    printed: [],
    weights: [],
    stopped: false,
    stopTraining() {
      this.stopped = true;
    },
    getWeights: (path) => [{ shape: [1], data: [path.length] }],
    setWeights(path, arrays) {
      this.weights.push(`[${path.join()}] ${arrays.map(({ data }) => Array.from(data).join())}`);
    },
    print(text) {
      this.printed.push(text);
    },
  };
}

const stopAt = `
class StopAt(keras.callbacks.Callback):
    def __init__(self, limit, monitor='loss'):
        super().__init__()
        self.limit = limit
        self.monitor = monitor
        self.seen = []
    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        self.seen.append(logs[self.monitor])
        if logs.get(self.monitor) < self.limit and len(self.seen) > 1:
            print(f'epoch {epoch}: {min(self.seen):.2f}')
            self.model.stop_training = True
`;

test('runs callbacks of the source that stop training', () => {
  const reading = program(stopAt, 'StopAt(0.5)');
  expect(notesOf(reading)).toEqual([]);
  expect(stepsOf(reading).at(-1)).toContain('callbacks=[<callback StopAt>]');
  const callback = reading.values.callbacks.get(1);
  expect(callback?.hooks).toEqual(['on_epoch_end']);
  const host = hostOf();
  callback?.call('on_epoch_end', 0, { loss: 0.25 }, host);
  expect(host.stopped).toBe(false);
  callback?.call('on_epoch_end', 1, { loss: 0.4 }, host);
  expect(host).toMatchObject({ stopped: true, printed: ['epoch 1: 0.25'] });
});

test('runs callbacks of the source that change rates and weights', () => {
  const reading = program(
    `
class Restart(Callback):
    def on_train_begin(self, logs=None):
        self.start = self.model.get_weights()
        self.first = self.model.layers[0].get_weights()
    def on_batch_end(self, batch, logs=None):
        lr = float(K.get_value(self.model.optimizer.lr))
        K.set_value(self.model.optimizer.lr, lr * 0.5)
    def on_epoch_begin(self, epoch, logs=None):
        if epoch == 1:
            self.model.set_weights(self.start)
            self.model.layers[0].set_weights(self.first)
            self.model.layers[1].set_weights([[[1]], [2]])
`,
    'Restart(), LambdaCallback(on_epoch_end=lambda epoch, logs: model.optimizer.lr.assign(0.01 * epoch))',
  );
  const [restart, lambda] = [...reading.values.callbacks.values()];
  expect(restart?.hooks).toEqual(['on_train_begin', 'on_epoch_begin', 'on_train_batch_end']);
  const host = hostOf();
  restart?.call('on_train_begin', null, {}, host);
  restart?.call('on_train_batch_end', 0, { loss: 1 }, host);
  restart?.call('on_train_batch_end', 1, { loss: 1 }, host);
  expect(host.learningRate).toBe(0.025);
  restart?.call('on_epoch_begin', 1, {}, host);
  expect(host.weights).toEqual(['[] 0', '[0] 1', '[1] 1,2']);
  lambda?.call('on_epoch_end', 3, { loss: 1 }, host);
  expect(host.learningRate).toBe(0.03);
});

test('says where code of a callback cannot be followed', () => {
  const reading = program(
    `
class Odd(Callback):
    def on_epoch_end(self, epoch, logs=None):
        if measure(epoch) > 3:
            self.model.stop_training = True
`,
    'Odd()',
  );
  const run = () => reading.values.callbacks.get(1)?.call('on_epoch_end', 0, { loss: 1 }, hostOf());
  expect(run).toThrow('on_epoch_end: whether `measure(epoch) > 3` holds is known only when Python runs it.');
});

test('notes callbacks that only look, and those that hang on predictions', () => {
  const reading = program(
    `
class Look(Callback):
    def on_epoch_end(self, epoch, logs=None):
        print(logs)
class Judge(Callback):
    def on_epoch_end(self, epoch, logs=None):
        if self.model.evaluate(x, y)[1] > 0.9:
            self.model.stop_training = True
`,
    'Look(), Judge(), LambdaCallback(on_epoch_end=lambda e, l: print(e))',
  );
  expect(notesOf(reading)).toEqual([
    '12: The callback Look does not run: it does not affect training.',
    "12!: The callback Judge does not run: what it does depends on the model's predictions during training.",
    '12: The callback LambdaCallback does not run: it does not affect training.',
  ]);
});

test('gives the rates of a schedule that the source writes', () => {
  const reading = program(
    'def schedule(epoch, lr):\n    return lr if epoch < 2 else lr * math.exp(-0.1)\ndef unknown(epoch):\n    return rates()[epoch]\n',
    'LearningRateScheduler(schedule, verbose=1), LearningRateScheduler(lambda epoch: 0.1 / (epoch + 1)), LearningRateScheduler(schedule=unknown)',
  );
  expect(stepsOf(reading).at(-1)).toContain(
    'callbacks=[LearningRateScheduler(<function schedule>), LearningRateScheduler(<function lambda>), LearningRateScheduler(<function unknown>)]',
  );
  const [schedule, lambda, unknown] = [...reading.values.functions.values()];
  expect([0, 1, 2].map((epoch) => schedule?.(epoch, 0.1))).toEqual([0.1, 0.1, 0.1 * Math.exp(-0.1)]);
  expect(lambda?.(1, 0.1)).toBe(0.05);
  expect(() => unknown?.(1, 0.1)).toThrow(
    'unknown cannot be followed: what it returns for 1 is known only when Python runs it.',
  );
});
