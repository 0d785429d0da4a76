import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleShapes } from '../../../src/datasets/preview/sampleShapes.js';
import { planWithData } from '../../../src/launch/dataAnswers.js';
import { planLaunch } from '../../../src/launch/planLaunch.js';
import { type DataSpec, DEFAULT_DATA_LIMITS } from '../../../src/protocol/data.js';
import type { RunChoice, RunPlan } from '../../../src/protocol/launch.js';
import { findModels } from '../../../src/source/findModels.js';
import { sourceEnd } from '../../../src/source/size/sourceShapes.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-told-'));
  await writeFile(join(folder, 'fruit.csv'), 'mass,width,color,kind\n1,2,red,pear\n2,3,green,plum\n3,4,red,fig\n');
  await writeFile(join(folder, 'prices.csv'), 'size,rooms,price\n1,2,3.5\n2,3,4.5\n3,4,5.5\n');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const table = (path: string, target: string): DataSpec => ({ kind: 'table', path, target: [target] });
const FRUIT = table('fruit.csv', 'kind');
const PRICES = table('prices.csv', 'price');

/** What is told, and what is still asked, of the last model of a file. */
async function told(name: string, text: string, data: DataSpec, more: Partial<RunChoice> = {}): Promise<Told> {
  const file = join(folder, name);
  await writeFile(file, text);
  const model = findModels(text, file).at(-1);
  if (!model) throw new Error('no model');
  const shapesOf = () => sampleShapes(data, folder, sourceEnd(model), DEFAULT_DATA_LIMITS);
  const plan = await planWithData(planLaunch, shapesOf)({ model, text, folder, choices: {}, dataNamed: true, ...more });
  const values = (plan.told ?? []).map(({ question, value }) => [question.name, value] as const);
  const asked = plan.questions.filter(({ hasDefault }) => !hasDefault).map((question) => question.name);
  return { told: Object.fromEntries(values), asked, plan };
}

interface Told {
  readonly told: Readonly<Record<string, string>>;
  readonly asked: readonly string[];
  readonly plan: RunPlan;
}

const KERAS = 'from keras.models import Sequential\nfrom keras.layers import Dense, Input, LSTM\nimport pandas as pd\n';
const PANDAS = `${KERAS}X = pd.read_csv('gone.csv').drop(columns=['price'])\n`;
const IMPORT = "import * as tf from '@tensorflow/tfjs';\n";

const python = (first: string, last = 'Dense(1)') => `${PANDAS}model = Sequential([${first}, ${last}])\n`;
const javascript = (parameters: string, first: string, last = '{ units: 1 }') =>
  `${IMPORT}export function make(${parameters}) {\n  const model = tf.sequential();\n  model.add(tf.layers.dense(${first}));\n` +
  `  model.add(tf.layers.dense(${last}));\n  return model;\n}\n`;

describe('planWithData', () => {
  it.each([
    ['the width of an array in Keras', python('Dense(8, input_shape=(X.shape[1],))'), { 'X.shape[1]': '2' }],
    ['a count of features in Keras', python('Dense(8, input_dim=len(X.columns))'), { 'len(X.columns)': '2' }],
    ['a shape in Keras', python('Input(shape=X.shape[1:])'), { 'X.shape': '2' }],
  ])('tells %s', async (_, text, values) => {
    expect(await told('net.py', text, PRICES)).toMatchObject({ told: values, asked: [] });
  });

  it.each([
    ['the width of a tensor', javascript('x', '{ units: 4, inputShape: [x.shape[1]] }'), PRICES, { xShape: '2' }],
    ['a parameter', javascript('features', '{ units: 4, inputShape: [features] }'), PRICES, { features: '2' }],
    ['a shape', javascript('shape', '{ units: 4, inputShape: shape }'), PRICES, { shape: '[2]' }],
    ['a size with the batch before it', javascript('n', '{ units: 4, batchInputShape: [8, n] }'), PRICES, { n: '2' }],
    [
      'columns of text as their one-hot numbers, and classes',
      javascript('n, kinds', '{ units: 4, inputShape: [n] }', "{ units: kinds, activation: 'softmax' }"),
      FRUIT,
      { n: '4', kinds: '3' },
    ],
    [
      'the classes of what would be downloaded',
      javascript('kinds', '{ units: 4, inputShape: [28, 28, 1] }', "{ units: kinds, activation: 'softmax' }"),
      { kind: 'builtin', name: 'mnist' } as const,
      { kinds: '10' },
    ],
    [
      'how many numbers an image has, where the model takes one row of them',
      javascript('n', '{ units: 4, inputShape: [n] }'),
      { kind: 'builtin', name: 'digits' } as const,
      { n: '64' },
    ],
  ])('tells %s', async (_, text, data, values) => {
    expect(await told('net.js', text, data)).toMatchObject({ told: values, asked: [] });
  });

  it.each([
    ['what is computed of a size', javascript('n', '{ units: 4, inputShape: [n + 1] }'), ['n']],
    [
      'a list of which the length is meant',
      javascript('names', '{ units: 4, inputShape: [names.length * 2] }'),
      ['namesLength'],
    ],
    ['units of a layer in the middle', javascript('units', '{ units, inputShape: [2] }'), ['units']],
    ['a size among several', javascript('steps', '{ units: 4, inputShape: [steps, 1] }'), ['steps']],
    [
      'units for two classes by a sigmoid',
      javascript('n', '{ units: 4, inputShape: [4] }', "{ units: n, activation: 'sigmoid' }"),
      ['n'],
    ],
  ])('asks for %s', async (_, text, names) => {
    expect(await told('net.js', text, FRUIT)).toMatchObject({ told: {}, asked: names });
  });

  it('asks where the data follows the model', async () => {
    const text = javascript('n', '{ units: 4, inputShape: [n] }');
    expect(await told('net.js', text, { kind: 'random' })).toMatchObject({ told: {}, asked: ['n'] });
    expect(await told('net.js', text, { kind: 'builtin', name: 'blobs' })).toMatchObject({ told: {}, asked: ['n'] });
  });

  it('leaves what a person said, and makes the model with what the data said', async () => {
    const text = javascript('n, units', '{ units, inputShape: [n] }');
    const { plan } = await told('net.js', text, PRICES, { answers: { units: '7' } });
    expect(plan.recipe).toMatchObject({ values: { n: '2', units: '7' } });
    expect(await told('net.js', text, PRICES, { answers: { units: '7', n: '5' } })).toMatchObject({ told: {} });
  });

  it('reads no data where nothing is asked that it may say', async () => {
    const missing = table('gone.csv', 'price');
    const text = javascript('units', '{ units, inputShape: [2] }');
    expect(await told('net.js', text, missing)).toMatchObject({ told: {}, asked: ['units'] });
    await expect(told('net.js', javascript('n', '{ units: 4, inputShape: [n] }'), missing)).rejects.toThrow(
      /gone\.csv/,
    );
  });
});
