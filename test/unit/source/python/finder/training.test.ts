import { describe, expect, it } from 'vitest';
import { findModels } from '../../../../../src/source/findModels.js';

function training(text: string): string {
  return findModels(text, 'code.py')
    .map(({ compileLine, fitLine }) => `${compileLine} ${fitLine}`)
    .join(', ');
}

describe('where a Keras Sequential is compiled and fitted', () => {
  it.each<[string, string, string]>([
    ['nowhere', 'm = Sequential()', 'null null'],
    ['at once', 'm = Sequential()\nm.compile("sgd")\nh = m.fit(\n x, y)', '2 3'],
    ['by generator', 'm = Sequential()\nm.fit_generator(g)', 'null 2'],
    ['by batches', 'm = Sequential()\nfor x, y in batches:\n  m.train_on_batch(x, y)', 'null 3'],
    [
      'after a function has made it',
      'def make():\n  m = Sequential()\n  m.compile()\n  return m\nmodel = make()\nmodel.fit(x)',
      '3 6',
    ],
    [
      'in another method',
      'class A:\n  def train(self):\n    self.m.fit(x)\n  def __init__(self):\n    self.m = self.make()\n  def make(self):\n    m = Sequential()\n    m.compile()\n    return m',
      '8 3',
    ],
    ['handed to a function', 'def train(model):\n  model.fit(x)\nm = Sequential()\ntrain(m)', 'null 4'],
    ['handed to a function of another file', 'm = Sequential()\ntrain_model(m, x)', 'null 2'],
    ['under a name', 'm = Sequential()\nn = m\nn.fit(x)', 'null 3'],
    ['in a dictionary', 'd = {"a": Sequential()}\nfor name, m in d.items():\n  m.compile()\n  m.fit(x)', '3 4'],
    [
      'by scikit-learn',
      'def make():\n  return Sequential()\nc = KerasClassifier(build_fn=make)\nc.fit(x, y)',
      'null 4',
    ],
    [
      'by cross validation',
      'def make():\n  return Sequential()\nc = KerasClassifier(make)\nr = cross_val_score(c, x, y)',
      'null 4',
    ],
    [
      'by a grid search',
      'def make():\n  return Sequential()\ng = GridSearchCV(estimator=KerasClassifier(make))\ng.fit(x, y)',
      'null 4',
    ],
    ['by a tuner', 'def make(hp):\n  return Sequential()\nt = kt.Hyperband(make)\nt.search(x, y)', 'null 4'],
    [
      'by a step of its own',
      'm = Sequential()\ndef step(x):\n  with tf.GradientTape() as tape:\n    loss = f(m(x))\n  g = tape.gradient(loss, m.trainable_variables)\n  optimizer.apply_gradients(zip(g, m.trainable_variables))',
      'null 6',
    ],
    ['by its own class', 'class Net(Sequential):\n  def train(self, x):\n    self.compile()\n    self.fit(x)', '3 4'],
    [
      'by the class that has it',
      'class Gan(keras.Model):\n  def __init__(self, g):\n    self.g = g\ngan = Gan(Sequential())\ngan.fit(x)',
      'null 5',
    ],
  ])('%s', (_, text, expected) => {
    expect(training(text)).toBe(expected);
  });
});

describe('what builds a Keras Sequential', () => {
  const builder = (text: string) => findModels(text, 'code.py').map((model) => model.builder);

  it('is nothing at the top level', () => {
    expect(builder('if __name__ == "__main__":\n  m = Sequential()')).toEqual([null]);
  });

  it('is a function with its parameters', () => {
    expect(builder('def make(units, *rest, act="relu", **more):\n  m = Sequential()\n  return m')).toEqual([
      {
        kind: 'function',
        name: 'make',
        exportedAs: 'make',
        parameters: [
          { name: 'units', defaultValue: null },
          { name: 'act', defaultValue: '"relu"' },
        ],
        returnsModel: true,
      },
    ]);
  });

  it.each([
    ['a method', 'class A:\n  def make(self, n):\n    return Sequential()', 'method A.make(n) as A, returned'],
    [
      'a static method',
      'class A:\n  @staticmethod\n  def make(n):\n    return Sequential()',
      'method A.make(n) as A, returned',
    ],
    ['a constructor', 'class A:\n  def __init__(self, n=3):\n    self.m = Sequential()', 'class A(n) as A'],
    [
      'a class of its own',
      'class Net(Sequential):\n  def __init__(self, n):\n    super().__init__()',
      'class Net(n) as Net, returned',
    ],
    [
      'an inner function',
      'def outer(a):\n  def inner(b):\n    return Sequential()\n  return inner(a)',
      'function inner(b), returned',
    ],
    ['a lambda', 'make = lambda n: Sequential([Dense(n)])', 'function make(n) as make, returned'],
    ['a function that trains it', 'def main():\n  m = Sequential()\n  m.fit(x)', 'function main() as main'],
    ['a function that returns more', 'def f():\n  m = Sequential()\n  return m, m.fit(x)', 'function f() as f'],
  ])('is %s', (_, text, expected) => {
    const [made] = builder(text);
    const names = made?.parameters.map(({ name }) => name).join(', ');
    const as = made?.exportedAs ? ` as ${made.exportedAs}` : '';
    expect(`${made?.kind} ${made?.name}(${names})${as}${made?.returnsModel ? ', returned' : ''}`).toBe(expected);
  });
});
