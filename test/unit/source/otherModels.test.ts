import { expect, test } from 'vitest';
import { otherModels } from '../../../src/source/otherModels.js';

test.each([
  [
    'PyTorch',
    'net.py',
    'import torch.nn as nn\nnet = nn.Sequential(nn.Linear(5, 1))\nclass Net(nn.Module):\n    pass\n',
    [
      { line: 2, what: 'a PyTorch model (nn.Sequential)' },
      { line: 3, what: 'a PyTorch model (a class of nn.Module)' },
    ],
  ],
  [
    'Keras',
    'net.py',
    'from keras.models import Model\nclass Net(Model):\n    pass\nmodel = Model(inputs=x, outputs=y)\nother = Model()\n',
    [
      { line: 2, what: 'a subclassed Keras model' },
      { line: 4, what: 'a functional Keras model' },
    ],
  ],
  [
    'Keras without brackets',
    'net.py',
    'from keras.models import Sequential\nmodel = Sequential\nmodel.add(Dense(1))\n',
    [{ line: 2, what: 'no model, only a reference to the class: write Sequential() with parentheses' }],
  ],
  ['neither library', 'net.py', 'class Net(Model):\n    pass\nmodel = Model(x, y)\n', []],
  [
    'TensorFlow.js',
    'net.js',
    'const x = tf.input({shape: [1]});\nconst m = tf.model({inputs: x, outputs: y});\n',
    [{ line: 2, what: 'a functional model (tf.model)' }],
  ],
])('names models of other kinds: %s', (_, file, text, models) => {
  expect(otherModels(text, `/home/ada/${file}`)).toEqual(models);
});
