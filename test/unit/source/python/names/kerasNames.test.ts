import { describe, expect, it } from 'vitest';
import { FileImports } from '../../../../../src/source/python/names/fileImports.js';
import { canonical } from '../../../../../src/source/python/names/kerasModules.js';
import { isKerasSequential, isOfKeras, mayBeOfKeras } from '../../../../../src/source/python/names/kerasNames.js';
import { argumentsOf } from '../../../../../src/source/python/syntax/arguments.js';
import { type PythonNode, walk } from '../../../../../src/source/python/syntax/node.js';
import { PythonTree } from '../../../../../src/source/python/syntax/tree.js';
import { layersOf, read } from '../reader/read.js';

/** Whether the last call of a program makes a Sequential of Keras. */
function makesSequential(...lines: string[]): boolean {
  const { root } = new PythonTree(lines.join('\n'));
  let last: PythonNode | undefined;
  for (const node of walk(root)) if (node.type === 'CallExpression') last = node;
  const name = new FileImports(root).resolve(last?.children[0]?.text ?? '');
  return isKerasSequential(name, argumentsOf(last?.child('ArgList')));
}

describe('Sequential is of Keras', () => {
  it.each([
    ['from keras import Sequential', 'Sequential()'],
    ['import tensorflow as tf', 'tf.keras.models.Sequential()'],
    ['import keras.models as km', 'km.Sequential()'],
    ['from tensorflow.python.keras.engine.sequential import Sequential as S', 'S()'],
    ['from keras.src.models import sequential', 'sequential.Sequential()'],
    ['from tensorflow import keras', 'keras.Sequential()'],
    ['import tf_keras', 'tf_keras.Sequential()'],
    ['from keras.models import *', 'Sequential()'],
    ['', 'Sequential([layer])'],
    ['', 'tf.keras.Sequential()'],
  ])('%s: %s', (...lines) => {
    expect(makesSequential(...lines)).toBe(true);
  });

  it.each([
    ['from torch import nn', 'nn.Sequential(a, b)'],
    ['from torch.nn import *', 'Sequential([a])'],
    ['from bigdl.dllib.keras.models import Sequential', 'Sequential()'],
    ['from .models import Sequential', 'Sequential()'],
    ['from mine import Sequential', 'Sequential()'],
    ['', 'Sequential(a, b)'],
    ['from keras import NotSequential', 'NotSequential()'],
  ])('not: %s: %s', (...lines) => {
    expect(makesSequential(...lines)).toBe(false);
  });
});

it.each([
  ['tf.keras.layers.Dense', 'keras.layers.Dense'],
  ['tensorflow.compat.v1.keras.backend', 'keras.backend'],
  ['tensorflow.python.keras.layers.core.Dense', 'keras.layers.core.Dense'],
  ['keras.src.losses.MSE', 'keras.losses.MSE'],
  ['tf_keras.Model', 'keras.Model'],
  ['layers.Dense', 'keras.layers.Dense'],
  ['K.floatx', 'keras.backend.floatx'],
  ['np.pi', 'numpy.pi'],
  ['tf.compat.v1.set_random_seed', 'tensorflow.set_random_seed'],
  ['.layers.Dense', '.layers.Dense'],
  ['F', 'F'],
])('has one name for %s', (path, one) => {
  expect(canonical(path)).toBe(one);
});

it('tells what is of Keras from what may add to it', () => {
  expect(isOfKeras({ path: 'tensorflow.keras.layers.Dense', free: false }, [])).toBe(true);
  expect(isOfKeras({ path: 'Dense', free: true }, ['keras.layers'])).toBe(true);
  expect(isOfKeras({ path: 'Dense', free: true }, [])).toBe(true);
  expect(isOfKeras({ path: 'Dense', free: true }, ['keras.layers', 'mine'])).toBe(false);
  expect(isOfKeras({ path: 'mine.Dense', free: false }, ['keras.layers'])).toBe(false);
  expect(['Dense', 'LSTM', 'l2', 'tfa.layers.Maxout', 'dense', 'mine.Dense'].map(mayBeOfKeras)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

describe('the reader', () => {
  it('takes no layers for those of a model of another library', () => {
    const other = 'from torch.nn import *\nencoder = Sequential([Linear(2)])\n';
    const reading = read(`${other}model = keras.Sequential([encoder, Dense(1)]) #model\n`);
    expect(layersOf(reading)).not.toContain('Sequential([Linear(2)])');
  });

  it('knows a model that is made by a parameter of a usual name', () => {
    const reading = read(
      'def f(tf):\n  inner = tf.keras.Sequential([Dense(2)])\n  return keras.Sequential([inner, Dense(1)]) #model\nf(None)\n',
    );
    expect(layersOf(reading)).toHaveLength(2);
    expect(reading.blocked).toBeNull();
  });
});
