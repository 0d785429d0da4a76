import { describe, expect, it } from 'vitest';
import { findModels } from '../../../../../src/source/findModels.js';
import { summarize } from '../../summarize.js';

const models = (...lines: string[]) => summarize(lines.join('\n'), 'code.py');

describe('a Keras Sequential', () => {
  it.each([
    ['of a file without imports', 'model = Sequential([\n  Dense(3),\n])', '1 model: Dense@2'],
    ['of keras', 'import keras\nmodel = keras.Sequential()', '2 model:'],
    ['of its module of models', 'from keras import models\nmodel = models.Sequential()', '2 model:'],
    ['imported by its name', 'from keras.models import Sequential\nm = Sequential()', '2 m:'],
    ['imported under another name', 'from keras.models import Sequential as S, Model\nm = S()', '2 m:'],
    ['of tensorflow', 'import tensorflow as tf\nm = tf.keras.models.Sequential()', '2 m:'],
    ['of tensorflow without an import', 'm = tf.keras.Sequential()', '1 m:'],
    ['of tensorflow as a parameter', 'def f(tf):\n  return tf.keras.Sequential()', '2 sequential:'],
    ['of tensorflow.keras', 'from tensorflow.keras import Sequential, layers\nm = Sequential()', '2 m:'],
    ['of tensorflow.python', 'from tensorflow.python.keras.models import Sequential\nm = Sequential()', '2 m:'],
    ['of tf_keras', 'import tf_keras as keras\nm = keras.Sequential()', '2 m:'],
    ['imported with all names', 'from keras.models import *\nfrom helpers import *\nm = Sequential()', '3 m:'],
    ['in parentheses', 'from keras.models import (\n  Model,\n  Sequential,\n)\nm = Sequential()', '5 m:'],
    [
      'imported one way or the other',
      'try:\n  from keras import Sequential\nexcept ImportError:\n  from tensorflow.keras import Sequential\nm = Sequential()',
      '5 m:',
    ],
    ['under a name of its own', 'import tensorflow as tf\nkeras = tf.keras\nNet = keras.Sequential\nm = Net()', '4 m:'],
    [
      'of a module that is imported by its name',
      'tf = pytest.importorskip("tensorflow")\nm = tf.keras.Sequential()',
      '2 m:',
    ],
    ['without an import, with a name', 'm = Sequential([Dense(1)], "m")', '1 m: Dense@1'],
    ['imported in the function', 'def f():\n  from keras import Sequential\n  m = Sequential()\n  return m', '3 m:'],
  ])('%s', (_, text, expected) => {
    expect(models(text)).toEqual([expected]);
  });

  it.each([
    ['of PyTorch', 'from torch.nn import Sequential, Linear\nm = Sequential(Linear(1, 2))'],
    ['of PyTorch with all names', 'from torch.nn import *\nm = Sequential(Linear(1, 2))'],
    ['of a module nn', 'import torch.nn as nn\nm = nn.Sequential(nn.Linear(1, 2))'],
    ['of a module nn that nothing imports', 'm = nn.Sequential([nn.Linear(1, 2)])'],
    ['of MXNet', 'from mxnet.gluon import nn\nm = nn.Sequential()\nm.add(nn.Dense(3))'],
    ['of image augmentation', 'import imgaug.augmenters as iaa\nseq = iaa.Sequential([iaa.Fliplr(0.5)])'],
    ['of another module', 'from mynet import Sequential\nm = Sequential([Dense(3)])'],
    ["of the user's own", 'class Sequential:\n  pass\nm = Sequential([Dense(3)])'],
    ['that takes its layers one by one', 'm = Sequential(Linear(1, 2), ReLU())'],
    ['in a comment', '# model = Sequential()'],
    ['in a docstring', 'def f():\n  """model = Sequential([Dense(3)])"""'],
    ['in a string', 'code = "model = Sequential()"'],
    ['as an annotation', 'from keras import Sequential\ndef f(model: Sequential) -> Sequential:\n  return model'],
    ['in a check', 'from keras import Sequential\nprint(isinstance(x, Sequential))'],
    ['from a configuration', 'from keras import Sequential\nm = Sequential.from_config(c)'],
    ['of functional Keras', 'from keras import Model, Sequential\nm = Model(inputs, outputs)'],
  ])('is none %s', (_, text) => {
    expect(models(text)).toEqual([]);
  });
});

describe("a model's name", () => {
  it.each([
    ['its variable', 'model = Sequential(name="a")', 'model'],
    ['its attribute', 'class A:\n  def __init__(self):\n    self.net = Sequential()', 'net'],
    ['its option', 'def f():\n  return Sequential(name="encoder")', 'encoder'],
    ["Keras's own", 'def f():\n  return Sequential()', 'sequential'],
    ['its key', 'models = {}\nmodels["small"] = Sequential()', 'small'],
    ['its key in a literal', 'models = {"small": Sequential()}', 'small'],
    ['its list', 'nets[i] = Sequential()', 'nets'],
    ['the nearest of two variables', 'a = b = Sequential()', 'b'],
    ['that of one side', 'a = load() if old else Sequential()', 'a'],
    ['its class', 'class Net(keras.Sequential):\n  pass', 'Net'],
  ])('is %s', (_, text, name) => {
    expect(findModels(text, 'code.py').map((model) => model.name)).toEqual([name]);
  });

  it('is that of its place among several', () => {
    expect(models('a, b = Sequential(), Sequential([Dense(1)])')).toEqual(['1 a:', '1 b: Dense@1']);
    expect(models('(a, b) = (Sequential(), Sequential())')).toEqual(['1 a:', '1 b:']);
  });
});

it('spans the call that makes the model and those that make its layers', () => {
  const [model] = findModels('model = Sequential([\n  Dense(3),\n])\n', 'code.py');
  expect(model).toMatchObject({
    framework: 'keras',
    span: { file: 'code.py', start: { line: 1, column: 9 }, end: { line: 3, column: 3 } },
    layers: [{ span: { start: { line: 2, column: 3 }, end: { line: 2, column: 11 } }, repeated: false }],
  });
});

it('reads .pyw, and nothing where the word is not mentioned', () => {
  expect(findModels('m = Sequential()', 'a.pyw')).toHaveLength(1);
  expect(findModels('m = Model()', 'a.py')).toEqual([]);
});
