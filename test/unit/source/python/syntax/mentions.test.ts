import { expect, it } from 'vitest';
import { changesTraining, trains } from '../../../../../src/source/python/reader/program/changesTraining.js';
import { mentionsIn } from '../../../../../src/source/python/syntax/mentions.js';
import { PythonTree } from '../../../../../src/source/python/syntax/tree.js';

const rootOf = (text: string) => new PythonTree(text).root;

it('tells what code calls, on what, and what it names', () => {
  const { calls, names, yields } = mentionsIn(rootOf('def f(a):\n  self.model.fit(a, epochs=2)\n  g(x[0].h())\n'));
  expect(calls).toEqual([
    { name: 'fit', on: 'model' },
    { name: 'g', on: null },
    { name: 'h', on: '' },
  ]);
  expect([...names]).toEqual(['f', 'a', 'self', 'model', 'fit', 'epochs', 'g', 'x', 'h']);
  expect(yields).toBe(false);
  expect(mentionsIn(rootOf('def f():\n  yield 1\n')).yields).toBe(true);
});

it.each([
  ['model.fit(x)', true, true],
  ['m.train_on_batch(x, y)', true, true],
  ['fit(x)', false, false],
  ['self.model.stop_training = True', false, true],
  ["setattr(self.model, 'stop_training', True)", false, true],
  ['K.set_value(model.optimizer.lr, 0.1)', false, true],
  ['layer.trainable = False', false, true],
  ['weights.assign(0)', false, true],
  ['print("model.fit(x) changes the learning_rate")  # stop_training', false, false],
  ['untrainable = lrs', false, false],
])('takes %s for a training: %s, and for a change of one: %s', (text, isTraining, isChange) => {
  const code = rootOf(`${text}\n`);
  expect([trains(code), changesTraining(code)]).toEqual([isTraining, isChange]);
});
