import { expect, test } from 'vitest';
import type { CommandDeps } from '../../../src/commands/deps.js';
import { settleWithData } from '../../../src/commands/launch/settleWithData.js';
import type { ChosenModel } from '../../../src/commands/modelTarget.js';
import { planLaunch } from '../../../src/launch/planLaunch.js';
import type { DataSpec, SampleShapes } from '../../../src/protocol/data.js';
import type { OpenQuestion } from '../../../src/protocol/launch.js';
import { findModels } from '../../../src/source/findModels.js';

const FILE = '/w/net.js';
const TEXT = `import * as tf from '@tensorflow/tfjs';
export function make(features, units) {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units, inputShape: [features] }));
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}
`;
const HOUSES: DataSpec = { kind: 'table', path: 'houses.csv', target: ['price'] };

/** Times that data was looked at. */
let looks = 0;

/** Settles the model above; what was asked, in order, with what came of it. */
async function settle(chosen: DataSpec | undefined, picked: DataSpec | null, shapes: SampleShapes | null) {
  const asked: string[] = [];
  const [model] = findModels(TEXT, FILE);
  const plans = { plan: planLaunch };
  const previewer = {
    shapesOf: async () => {
      looks += 1;
      if (!shapes) throw new Error('there is no such file');
      return shapes;
    },
  };
  const log = { info: (line: string) => asked.push(line) };
  const choice = { model, text: TEXT, folder: '/w', choices: chosen ? { data: chosen } : {} };
  const deps = { state: { plans }, previewer, log } as unknown as CommandDeps;
  const found = await settleWithData(deps, { model, choice } as unknown as ChosenModel, {
    values: async (questions: readonly OpenQuestion[]) => {
      asked.push(`values ${questions.map(({ name }) => name).join(', ')}`);
      return Object.fromEntries(questions.map(({ name }) => [name, '5']));
    },
    data: async () => {
      asked.push('data');
      return picked;
    },
  });
  const recipe = found?.settled.plan.recipe;
  return { asked, data: found?.data, values: recipe?.kind === 'slice' ? recipe.values : null };
}

const shapes: SampleShapes = { name: 'houses.csv', input: [4], output: { numbers: 1 } };

test('Data is asked for before what it says of the values, and only the rest of them after it', async () => {
  const { asked, data, values } = await settle(undefined, HOUSES, shapes);
  expect(asked).toEqual(['data', 'values units']);
  expect(data).toBe(HOUSES);
  expect(values).toEqual({ features: '4', units: '5' });
});

test('Data that was chosen before is not asked for', async () => {
  expect(await settle(HOUSES, null, shapes)).toMatchObject({
    asked: ['values units'],
    values: { features: '4', units: '5' },
  });
});

test('Data is read once, however often the model is planned', async () => {
  looks = 0;
  const { asked } = await settle(HOUSES, null, { ...shapes, input: null });
  expect(asked).toEqual(['values units, features']);
  expect(looks).toBe(1);
});

test('All values are asked for where the data cannot be read, and none where nobody chooses data', async () => {
  const { asked, values } = await settle(HOUSES, null, null);
  expect(asked.at(-1)).toBe('values units, features');
  expect(values).toEqual({ features: '5', units: '5' });
  expect(await settle(undefined, null, shapes)).toEqual({ asked: ['data'], data: undefined, values: null });
});
