import { describe, expect, it } from 'vitest';
import { findModels } from '../../../../../src/source/findModels.js';

/** Layers of each model, those that are made more than once with a star. */
function layers(text: string): string[] {
  return findModels(text, 'code.py').map((model) =>
    model.layers.map(({ className, line, repeated }) => `${className}@${line}${repeated ? '*' : ''}`).join(' '),
  );
}

describe('the layers of a Keras Sequential', () => {
  it.each<[string, string, string]>([
    ['a list', 'm = Sequential([\n Dense(3),\n Activation("relu")])', 'Dense@2 Activation@3'],
    ['a tuple', 'm = Sequential((\n Dense(3),\n Dense(4)))', 'Dense@2 Dense@3'],
    ['a named list', 'm = Sequential(name="m", layers=[\n Dense(3)])', 'Dense@2'],
    ['a list in a variable', 'ls = [\n Dense(3)]\nm = Sequential(ls)', 'Dense@2'],
    ['lists put together', 'a = [Dense(1)]\nm = Sequential(a + [\n Dense(2)])', 'Dense@1 Dense@3'],
    ['a list in a list', 'a = [Dense(1)]\nm = Sequential([*a,\n Dense(2)])', 'Dense@1 Dense@3'],
    [
      'a list that grows',
      'ls = []\nls.append(Dense(1))\nls += [Dense(2)]\nls.extend([Dense(3)])\nm = Sequential(ls)',
      'Dense@2 Dense@3 Dense@4',
    ],
    [
      'a list that grows at its start',
      'ls = [Dense(1)]\nls.insert(0,\n Input(3))\nm = Sequential(ls)',
      'Input@3 Dense@1',
    ],
    [
      'a list made in a loop',
      'ls = [Flatten()]\nfor n in [3, 4]:\n  ls.append(Dense(n))\nm = Sequential(ls)',
      'Flatten@1 Dense@3*',
    ],
    ['a comprehension', 'm = Sequential([Dense(n) for n in sizes] +\n [Dense(1)])', 'Dense@1* Dense@2'],
    [
      "a method's list, not its class's of that name",
      'ls = [\n Dense(1)]\nclass A:\n ls = [Flatten()]\n def build(self):\n  self.m = Sequential(ls)',
      'Dense@2',
    ],
    [
      "its class's list, by self",
      'ls = [Dense(1)]\nclass A:\n ls = [\n  Flatten()]\n def build(self):\n  self.m = Sequential(self.ls)',
      'Flatten@4',
    ],
    ['added', 'm = Sequential()\nm.add(Dense(1))\nm.add(\n  layers.Dense(2))', 'Dense@2 Dense@4'],
    [
      'added to an attribute',
      'class A:\n def build(self):\n  self.m = Sequential()\n  self.m.add(Dense(1))\n def top(self):\n  self.m.add(Dense(2))',
      'Dense@4 Dense@6',
    ],
    [
      'added before the attribute is made',
      'class A:\n def top(self):\n  self.m.add(Dense(2))\n def build(self):\n  self.m = Sequential([\n   Dense(1)])',
      'Dense@6 Dense@3',
    ],
    ['added in a loop', 'm = Sequential()\nfor i in range(3):\n  m.add(Dense(i))\nm.add(Dense(1))', 'Dense@3* Dense@4'],
    [
      'added in loops in loops',
      'm = Sequential()\nfor i in a:\n  for j in b:\n    while c:\n      m.add(Dense(i))',
      'Dense@5*',
    ],
    [
      'added in branches',
      'm = Sequential()\nif a:\n  m.add(Dense(1))\nelif b:\n  m.add(LSTM(2))\nelse:\n  m.add(GRU(3))',
      'Dense@3 LSTM@5 GRU@7',
    ],
    ['of a model made in a loop', 'for fold in folds:\n  m = Sequential()\n  m.add(Dense(1))', 'Dense@3'],
    [
      'of a model made in either branch',
      'if a:\n  m = Sequential()\nelse:\n  m = Sequential([Dense(1)])\nm.add(Dense(2))',
      'Dense@5|Dense@4 Dense@5',
    ],
    [
      'of a model made twice',
      'm = Sequential()\nm.add(Dense(1))\nm = Sequential()\nm.add(Dense(2))',
      'Dense@2|Dense@4',
    ],
    ['in variables', 'a = Dense(1)\nb = Dense(2)\nm = Sequential([b, a])', 'Dense@2 Dense@1'],
    [
      'from a loop over a list',
      'ls = [Dense(1),\n Dense(2)]\nm = Sequential()\nfor l in ls: m.add(l)',
      'Dense@1 Dense@2',
    ],
    ['one or the other', 'm = Sequential([\n Dense(1) if a else LSTM(2),\n])', 'Dense@2 LSTM@2'],
    ['from a helper', 'def block(n):\n  return Dense(n)\nm = Sequential([block(1), block(2)])', 'Dense@2*'],
    [
      'from a helper that makes a list',
      'def block(n):\n  return [Dense(n), Dropout(0.5)]\nm = Sequential(block(1))',
      'Dense@2 Dropout@2',
    ],
    [
      'added by a helper',
      'def block(model, n):\n  model.add(Dense(n))\nm = Sequential()\nblock(m, 1)\nm.add(Flatten())',
      'Dense@2 Flatten@5',
    ],
    [
      'added by a helper twice',
      'def block(model, n):\n  model.add(Dense(n))\nm = Sequential()\nblock(m, 1)\nblock(m, n=2)',
      'Dense@2*',
    ],
    [
      'added by a helper that returns the model',
      'def block(model):\n  model.add(Dense(1))\n  return model\nm = Sequential()\nm = block(m)\nm.add(Flatten())',
      'Dense@2 Flatten@6',
    ],
    [
      'added after a function has made the model',
      'def make():\n  m = Sequential([Dense(1)])\n  return m\nmodel = make()\nmodel.add(Flatten())',
      'Dense@2 Flatten@5',
    ],
    ['given as arguments', 'def make(layers):\n  return Sequential(layers)\nmodel = make([\n Dense(1)])', 'Dense@4'],
    [
      'of a generator',
      'def parts():\n  yield Dense(1)\n  yield Dense(2)\nm = Sequential(list(parts()))',
      'Dense@2 Dense@3',
    ],
    ['with an Input', 'm = keras.Sequential([\n keras.Input(shape=(3,)),\n layers.Dense(1)])', 'Input@2 Dense@3'],
    [
      'in wrappers',
      'm = Sequential([\n TimeDistributed(Dense(1)),\n Bidirectional(LSTM(3))])',
      'TimeDistributed@2 Bidirectional@3',
    ],
    [
      'of Keras 1',
      'm = Sequential()\nm.add(Convolution2D(32, 3, 3, border_mode="same", init="uniform"))',
      'Convolution2D@2',
    ],
    ['by another name', 'from keras.layers import Dense as D\nm = Sequential([D(1)])', 'Dense@2'],
    ['of a class that is chosen', 'cell = LSTM if a else GRU\nm = Sequential()\nm.add(cell(3))', 'LSTM@3'],
    [
      'with options set before',
      'from functools import partial\nConv = partial(Conv2D, padding="same")\nm = Sequential([Conv(3)])',
      'Conv2D@3',
    ],
    ["of the user's own class", 'class Scale(Layer):\n  pass\nm = Sequential([\n Scale()])', 'Scale@4'],
    [
      'of a pretrained network',
      'm = Sequential([hub.KerasLayer(url)])\nm.add(VGG16(include_top=False))',
      'KerasLayer@1 VGG16@2',
    ],
    ['that the source does not show', 'def make(layers):\n  return Sequential(\n    layers)', 'Layer@3'],
    [
      'some of which the source does not show',
      'def make(top):\n  return Sequential([\n    Dense(1),\n    top])',
      'Dense@3 Layer@4',
    ],
    [
      'of a list that the source does not show',
      'm = Sequential()\nfor layer in vgg.layers[:-1]:\n  m.add(layer)',
      'Layer@3*',
    ],
    ['of another model', 'a = Sequential([Dense(1)])\nb = Sequential(a.layers)', 'Dense@1|Dense@1'],
    ['an optional one', 'm = Sequential([Dense(1)] + ([Dropout(0.1)] if a else []))', 'Dense@1 Dropout@1'],
    [
      'of what an early return leaves',
      'def f(a):\n  m = Sequential()\n  if a:\n    m.add(Dense(1))\n    return m\n  m.add(Dense(2))\n  return m',
      'Dense@4 Dense@6',
    ],
    [
      'chosen from a dictionary',
      'd = {"a": Dense(1), "b": LSTM(2)}\nm = Sequential()\nm.add(d[kind])',
      'Dense@1 LSTM@1',
    ],
    ['under a with', 'with strategy.scope():\n  m = Sequential()\n  m.add(Dense(1))', 'Dense@3'],
    [
      'added to an attribute of a module',
      'import tensorflow as tf\ntf.model = tf.keras.Sequential()\ntf.model.add(Dense(1))',
      'Dense@3',
    ],
    ['of a model kept in an object', 'def f(box):\n  box.m = Sequential()\n  box.m.add(Dense(1))', 'Dense@3'],
    [
      'that the source does not show, in a branch',
      'def f(l):\n  m = Sequential([\n    Dense(1) if a\n    else l])',
      'Dense@3 Layer@4',
    ],
    [
      'kept in lists that the source does not show',
      'kept.append(net.layers[1])\nls = [net.layers[1]]\nm = Sequential()\nfor l in ls:\n  m.add(l)',
      'Layer@5',
    ],
    [
      'of a global model',
      'def make():\n  global m\n  m = Sequential()\ndef fill():\n  m.add(Dense(1))\nmake()\nfill()',
      'Dense@5',
    ],
  ])('%s', (_, text, expected) => {
    expect(layers(text).join('|')).toBe(expected);
  });
});

describe('a class that extends Sequential', () => {
  it.each<[string, string, string[]]>([
    [
      'gives its layers to super',
      'class Net(tf.keras.Sequential):\n  def __init__(self):\n    super().__init__([\n      Dense(1)])',
      ['Dense@4'],
    ],
    [
      'adds them',
      'class Net(Sequential):\n  def __init__(self):\n    super(Net, self).__init__(name="net")\n    self.add(Dense(1))',
      ['Dense@4'],
    ],
    [
      'calls the constructor by name',
      'class Net(Sequential):\n  def __init__(self):\n    Sequential.__init__(self)\n    self.add(Dense(1))',
      ['Dense@4'],
    ],
    [
      'is made',
      'class Net(Sequential):\n  def __init__(self, n):\n    super().__init__()\n    for i in range(n):\n      self.add(Dense(1))\nnet = Net(3)\nnet.add(Flatten())',
      ['Dense@5* Flatten@7'],
    ],
    [
      'stands in another',
      'class Net(Sequential):\n  def __init__(self):\n    super().__init__([Dense(1)])\nm = Sequential([\n Net(),\n Net()])',
      ['Dense@3', 'Net@5 Net@6'],
    ],
    [
      'is extended',
      'class Net(Sequential):\n  def __init__(self):\n    super().__init__([Dense(1)])\nclass More(Net):\n  def __init__(self):\n    super().__init__()\n    self.add(Dense(2))',
      ['Dense@3', 'Dense@3 Dense@7'],
    ],
  ])('%s', (_, text, expected) => {
    expect(layers(text)).toEqual(expected);
  });
});

it('lists a nested Sequential as one layer, and as a model of its own', () => {
  expect(
    layers('inner = Sequential([Dense(1)])\nouter = Sequential([\n inner,\n Sequential([Dense(2)]),\n Dense(3)])'),
  ).toEqual(['Dense@1', 'Sequential@1 Sequential@4 Dense@5', 'Dense@4']);
});
