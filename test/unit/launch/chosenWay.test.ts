import { expect, test } from 'vitest';
import { chosenWay, knownAnswers, withAnswers } from '../../../src/launch/chosenWay.js';
import type { ModelChoices } from '../../../src/protocol/config.js';
import { findModels } from '../../../src/source/findModels.js';

const text = `import * as tf from '@tensorflow/tfjs';\nconst net = tf.sequential();\n`;
const [model] = findModels(text, '/nets/src/net.js');

function choice(choices: ModelChoices) {
  if (!model) throw new Error('the model is not found');
  return { model, text, folder: '/nets', choices };
}

test('Paths of the choices start from the folder', () => {
  expect(chosenWay(choice({ entry: 'src/train.js' })).entry).toBe('/nets/src/train.js');
  expect(chosenWay(choice({ entry: '/other/train.js' })).entry).toBe('/other/train.js');
});

test('Chosen data wins over a fit of the source, unless the way to run is chosen too', () => {
  const data = { kind: 'random' } as const;
  expect(chosenWay(choice({})).withData).toBe(false);
  expect(chosenWay(choice({ data })).withData).toBe(true);
  expect(chosenWay(choice({ data, run: 'file' })).withData).toBe(false);
  expect(chosenWay({ ...choice({ run: 'file' }), dataNamed: true }).withData).toBe(true);
});

test('Chosen values are answers', () => {
  expect(knownAnswers(choice({ values: { units: 16, activation: 'relu' } }))).toEqual({
    units: '16',
    activation: '"relu"',
  });
});

test('Answers to some questions leave the others known', () => {
  const chosen = withAnswers(choice({ values: { units: 16, depth: 2 } }), { depth: '4' });
  expect(knownAnswers(chosen)).toEqual({ units: '16', depth: '4' });
  expect(knownAnswers(withAnswers(chosen, {}))).toEqual(knownAnswers(chosen));
});
