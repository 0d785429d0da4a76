import { expect, it } from 'vitest';
import { settledTraining } from '../../../src/languageModel/settledTraining.js';
import { planLaunch } from '../../../src/launch/planLaunch.js';
import type { DataSpec, SampleShapes } from '../../../src/protocol/data.js';
import type { Answers, RunChoice } from '../../../src/protocol/launch.js';
import { findModels } from '../../../src/source/findModels.js';

const FILE = '/w/net.js';
const TEXT = `import * as tf from '@tensorflow/tfjs';
export function make(features) {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 8, inputShape: [features] }));
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}
`;
const HOUSES: DataSpec = { kind: 'table', path: 'houses.csv', target: ['price'] };
const SHAPES: SampleShapes = { name: 'houses.csv', input: [4], output: { numbers: 1 } };

async function features(data: DataSpec | null, typed: Answers = {}) {
  const looked: DataSpec[] = [];
  const shapesOf = async (each: DataSpec) => {
    looked.push(each);
    return SHAPES;
  };
  const [model] = findModels(TEXT, FILE);
  const choice = { model, text: TEXT, folder: '/w', choices: {}, answers: typed } as unknown as RunChoice;
  const { plan, guessed } = await settledTraining({ makePlan: planLaunch, shapesOf }, choice, { data, typed });
  const values = plan.recipe?.kind === 'slice' ? plan.recipe.values : null;
  return { value: values?.features, guessed: guessed.map(({ name }) => name), looked };
}

it('a training that an assistant asks for takes open values from the data that it names, as one of a person does', async () => {
  expect(await features(HOUSES)).toEqual({ value: '4', guessed: [], looked: [HOUSES] });
});

it('what it gives itself goes before that, and a name that is not open is refused', async () => {
  expect(await features(HOUSES, { features: '7' })).toEqual({ value: '7', guessed: [], looked: [] });
  await expect(features(HOUSES, { sizes: '7' })).rejects.toThrow('it leaves open: features');
});

it('without data it takes what is proposed', async () => {
  const { value, guessed, looked } = await features(null);
  expect([guessed, looked]).toEqual([['features'], []]);
  expect(value).toBeDefined();
});
