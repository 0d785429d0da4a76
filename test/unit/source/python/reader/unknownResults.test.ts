import { expect, test } from 'vitest';
import { read } from './read.js';
import { notesOf, stepsOf } from './steps.js';

const start =
  "x, y = np.ones((4, 1)), np.ones(4)\nmodel = Sequential([Dense(1, input_shape=(1,))]) #model\nmodel.compile('sgd', 'mse')\n";

test('takes the first of two arms that change the same model, as the note says', () => {
  const reading = read(
    `${start}h = model.fit(x, y)\nif h.history['loss'][0] > 1:\n    model.optimizer.learning_rate = 0.5\nelse:\n    model.optimizer.learning_rate = 0.1\nmodel.fit(x, y)\n`,
  );
  const rates = reading.program?.steps.flatMap((step) => (step.kind === 'learningRate' ? [step.value] : []));
  expect(rates).toEqual([0.5]);
  expect(notesOf(reading).join()).toContain('GradLens trains as if it does');
});

test('keeps what a checkpoint writes under a name that the program loads', () => {
  const reading = read(
    `${start}path = 'w-{epoch:02d}.h5'\nmodel.fit(x, y, epochs=3, callbacks=[ModelCheckpoint(path)])\nmodel.load_weights('w-02.h5')\nmodel.fit(x, y)\n`,
  );
  expect(reading.program?.steps.map(({ kind }) => kind)).toEqual(['make', 'compile', 'fit', 'setWeights', 'fit']);
  expect(stepsOf(reading).join()).toContain("ModelCheckpoint(filepath='w-{epoch:02d}.h5', loads=[['w-02.h5', 1]])");
  expect(notesOf(reading)).toEqual([]);
});

test('does not promise other data where the file is missing', () => {
  const reading = read(
    "df = pd.read_csv('nowhere.csv')\nmodel = Sequential([Dense(1, input_shape=(1,))]) #model\nmodel.compile('sgd', 'mse')\nmodel.fit(df[['a']], df['b'])\n",
  );
  expect(notesOf(reading).join()).toContain(
    'there is no file nowhere.csv. Without it, this trains on other data or not at all.',
  );
});
