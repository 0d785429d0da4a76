import { expect, test } from 'vitest';
import type { KerasArray } from '../../../../../src/protocol/keras.js';
import { read } from './read.js';
import { notesOf, stepsOf } from './steps.js';

function fitted(data: string, fit: string) {
  const reading = read(`${data}\nmodel = Sequential([Dense(1)]) #model\nmodel.compile('sgd', 'mse')\n${fit}\n`);
  const step = reading.program?.steps.find(({ kind }) => kind === 'fit');
  const named = step?.kind === 'fit' ? step.call.named : {};
  const numbers = (name: string) =>
    Array.from(reading.values.arrays.get((named[name] as KerasArray | undefined)?.id ?? 0)?.data ?? []);
  return { reading, x: numbers('x'), y: numbers('y'), fit: stepsOf(reading).at(-1), notes: notesOf(reading) };
}

test('takes windows of a TimeseriesGenerator as Keras does', () => {
  const { x, y, fit, notes } = fitted(
    'series = [[1], [2], [3], [4], [5], [6], [7]]\ngen = TimeseriesGenerator(series, series, 4, sampling_rate=2, stride=2, batch_size=2)',
    'model.fit_generator(generator=gen, epochs=3, steps_per_epoch=len(gen))',
  );
  expect(fit).toBe(
    "1 fit_generator(x=array([2, 2, 1]), y=array([2, 1]), epochs=3, steps_per_epoch=1, batch_size=2, shuffle='batch')",
  );
  expect({ x, y }).toEqual({ x: [1, 3, 3, 5], y: [5, 7] });
  expect(notes).toEqual([]);
});

test('takes windows of timeseries_dataset_from_array as Keras does', () => {
  const { x, y } = fitted(
    'series = [1, 2, 3, 4, 5, 6]\nds = keras.utils.timeseries_dataset_from_array(series, series[3:], 3, batch_size=8)',
    'model.fit(ds)',
  );
  expect({ x, y }).toEqual({ x: [1, 2, 3, 2, 3, 4, 3, 4, 5], y: [4, 5, 6] });
});

test('takes datasets of tf.data apart', () => {
  const { x, y, fit } = fitted(
    'ds = tf.data.Dataset.from_tensor_slices(([[1], [2], [3], [4]], [1, 2, 3, 4])).skip(1).shuffle(8).batch(2).prefetch(1)',
    'model.fit(ds.take(1), epochs=2, validation_data=ds)',
  );
  expect(fit).toContain('batch_size=2, shuffle=true');
  expect(fit).toContain('validation_data=[array([3, 1]), array([3])]');
  expect({ x, y }).toEqual({ x: [2, 3], y: [2, 3] });
});

test('scales images as their generator says, and notes what it would change about them', () => {
  const { x, fit, notes } = fitted(
    'gen = ImageDataGenerator(rescale=1 / 4, rotation_range=9, zoom_range=0, validation_split=0.5)',
    "model.fit(gen.flow([[4], [8]], [0, 1], subset='training'))",
  );
  expect(x).toEqual([2]);
  expect(fit).toContain('batch_size=32, shuffle=true');
  expect(notes).toEqual(['4!: rotation_range is ignored: samples are used unchanged.']);
});

test('names the folder that images come from', () => {
  const flow = "gen.flow_from_directory('photos', target_size=(32, 48), batch_size=16)";
  const { reading, fit, notes } = fitted(
    'gen = ImageDataGenerator(rescale=1. / 255)',
    `model.fit_generator(${flow}, steps_per_epoch=n // 16, epochs=2)`,
  );
  expect(reading.data).toEqual({ kind: 'images', path: 'photos', size: [32, 48] });
  expect(fit).toBe('1 fit_generator(epochs=2, batch_size=16, shuffle=true)');
  expect(notes).toEqual(['4: steps_per_epoch of fit is known only when the program runs, so it is left out.']);
  const images = "tf.keras.utils.image_dataset_from_directory('a/b', image_size=(8, 8), color_mode='grayscale')";
  expect(fitted(`ds = ${images}`, 'model.fit(ds)').reading.data).toEqual({
    kind: 'images',
    path: 'a/b',
    size: [8, 8],
    grayscale: true,
    normalize: 'none',
  });
});

test('takes the batches of a Sequence and of a generator function of the source', () => {
  const loader = [
    'class Loader(keras.utils.Sequence):',
    '    def __init__(self, x, y):',
    '        self.x, self.y = x, y',
    '    def __len__(self):',
    '        return 2',
    '    def __getitem__(self, i):',
    '        return self.x[i * 2:(i + 1) * 2], self.y[i * 2:(i + 1) * 2]',
    'x, y = np.array([[1.], [2.], [3.]]), np.array([4., 5., 6.])',
  ].join('\n');
  const whole = fitted(loader, 'model.fit(Loader(x, y), shuffle=False)');
  expect([whole.x, whole.y, whole.notes]).toEqual([[1, 2, 3], [4, 5, 6], []]);
  const steps = fitted(
    'def draw(n):\n    while True:\n        n += 1\n        yield np.full((2, 1), n), np.zeros(2)',
    'model.fit(draw(3), steps_per_epoch=2, epochs=2)',
  );
  expect([steps.x, steps.notes]).toEqual([[4, 4, 5, 5, 6, 6, 7, 7], []]);
});
