import { expect, test } from 'vitest';
import { meantModel } from '../../../src/launch/meantModel.js';
import { findModels } from '../../../src/source/findModels.js';
import { declareKeras } from '../../../src/source/python/reader/declareKeras.js';

const file = '/home/ada/net.py';
const head = 'from keras import Sequential\nfrom keras.layers import Dense\n';
const nested = 'body = Sequential([Dense(3, input_dim=1)])\nnet = Sequential([body, Dense(1)])\n';
const train = (name: string) => `${name}.compile('sgd', 'mse')\n${name}.fit([[1]], [[2]])\n`;

function meant(text: string) {
  const found = meantModel(head + text, findModels(head + text, file));
  return found && { name: found.model.name, whole: found.whole };
}

test.each([
  ['that is fitted', `${nested}${train('net')}`, { name: 'net', whole: false }],
  ['that no other has as a layer', nested, { name: 'net', whole: false }],
  [
    'and all others that are fitted',
    `a = Sequential([Dense(1)])\nb = Sequential([Dense(2)])\n${train('a')}${train('b')}`,
    { name: 'a', whole: true },
  ],
  ['that nothing tells', 'a = Sequential([Dense(1)])\nb = Sequential([Dense(2)])\n', null],
])('means the model %s', (_, text, model) => {
  expect(meant(text)).toEqual(model);
});

test('a program as a whole has each model that it trains, by its name', () => {
  const text = `${head}a = Sequential([Dense(1)])\nb = Sequential([Dense(2)])\n${train('a')}${train('b')}`;
  const [first] = findModels(text, file);
  if (!first) throw new Error('no model');
  const names = (whole: boolean) => {
    const steps = declareKeras(text, file, first, {}, { whole }).program?.steps ?? [];
    return steps.flatMap((step) => (step.kind === 'make' ? [step.name] : []));
  };
  expect(names(false)).toEqual(['a']);
  expect(names(true)).toEqual(['a', 'b']);
});
