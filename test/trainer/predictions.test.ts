import { beforeAll, describe, expect, it } from 'vitest';
import type { BuildTask } from '../../src/protocol/launch.js';
import { keptOutputs, keptSamples, keptSurface } from '../../src/protocol/streams/predictions.js';
import { findModels } from '../../src/source/findModels.js';
import { type Project, runToEnd, type Told } from './support/trainerRun.js';

/** A learning rate of 0 leaves the weights as they are: output = 2a - b + 1. */
const FITS: Project = {
  'train.mjs': `
import * as tf from '@tensorflow/tfjs';
const net = (other = {}) => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], weights: [tf.tensor2d([[2], [-1]]), tf.tensor1d([1])], ...other })] });
  model.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' });
  return model;
};
const x = tf.tensor2d([...Array(10).keys()].map((row) => [row, row * row]));
const y = x.sum(1, true);
await net().fit(x, y, { epochs: 2, validationSplit: 0.3 });
await net().fit(tf.tile(x, [200, 1]), tf.tile(y, [200, 1]), { epochs: 1, batchSize: 500 });
await net().fit(x, y, { epochs: 1, validationData: [x.slice(0, 1), y.slice(0, 1)] });
const batches = (from, count) => tf.data.array([...Array(count).keys()]).map((index) => ({ xs: x.slice(from + 2 * index, 2), ys: y.slice(from + 2 * index, 2) }));
await net().fitDataset(batches(0, 3), { epochs: 3, validationData: batches(6, 2) });
await net().fitDataset(batches(0, 3), { epochs: 3 });
const looped = net();
for (let step = 0; step < 9; step++) await looped.trainOnBatch(x.slice(3 * (step % 3), 3), y.slice(3 * (step % 3), 3));
const own = net();
const optimizer = tf.train.sgd(0);
for (let step = 0; step < 3; step++) optimizer.minimize(() => tf.losses.meanSquaredError(y, own.predict(x)));
const curve = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones' })] });
curve.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' });
await curve.fit(tf.tensor2d([[0], [10]]), tf.tensor2d([[0], [1]]), { epochs: 1 });
const stateful = tf.sequential({ layers: [tf.layers.simpleRNN({ units: 1, stateful: true, batchInputShape: [2, 3, 1] })] });
stateful.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await stateful.fit(tf.zeros([2, 3, 1]), tf.zeros([2, 1]), { epochs: 1, batchSize: 2 });
const hidden = { units: 3, inputShape: [2], activation: 'relu', weights: [tf.tensor2d([[1, 0, -1], [0, 1, 0]]), tf.tensor1d([0, 0, 0])] };
const deep = tf.sequential({ layers: [tf.layers.dense(hidden), tf.layers.dropout({ rate: 0.5 }), tf.layers.dense({ units: 1, weights: [tf.tensor2d([[1], [1], [1]]), tf.tensor1d([-1])] })] });
deep.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' });
await deep.fit(x, y, { epochs: 1 });
await net({ weights: [tf.tensor2d([[NaN], [1]]), tf.tensor1d([1])] }).fit(x, y, { epochs: 1 });
console.log('tensors', tf.memory().numTensors, Math.random() !== Math.random());
`,
};

describe('what a fit keeps of its samples', () => {
  let told: Told & { readonly folder: string };
  beforeAll(async () => {
    told = await runToEnd(FITS);
    expect(told.problems.filter(({ kind }) => kind !== 'not-a-number')).toEqual([]);
  });

  const of = (fit: number) => {
    const summary = told.fits[fit - 1];
    const [row] = told.samples.filter((each) => each.fit === fit);
    const last = told.predictions.findLast((each) => each.fit === fit);
    if (!summary || !row || !last) throw new Error(`Fit ${fit} keeps nothing`);
    const { count, of: total, sample, targets, inputs } = keptSamples(summary, row.values);
    const kept = keptOutputs(last.values);
    const numbers = [...sample.subarray(0, count)];
    return {
      ...{ from: summary.samples?.from, count, total, numbers, step: last.step, predicted: kept.count },
      rows: numbers.map((_, index) => [inputs[2 * index], inputs[2 * index + 1], targets[index], kept.outputs[index]]),
    };
  };
  const row = (at: number) => [at, at * at, at + at * at, 2 * at - at * at + 1];

  it('is what it is validated on, with what the model makes of it at the end', () => {
    const { rows, numbers, ...rest } = of(1);
    expect(rest).toEqual({ from: 'validation', count: 3, total: 3, step: 2, predicted: 3 });
    expect(rows).toEqual(numbers.map((number) => row(7 + number)));
    expect(numbers.toSorted()).toEqual([0, 1, 2]);
    expect(of(3)).toMatchObject({ from: 'validation', count: 1, total: 1, rows: [row(0)] });
  });

  it('is what it is trained on where it is not validated: at most 1,000, spread over all of it', () => {
    const { rows, numbers, ...rest } = of(2);
    expect(rest).toMatchObject({ from: 'training', count: 1000, total: 2000 });
    expect(new Set(numbers).size).toBe(1000);
    expect(rows).toEqual(numbers.map((number) => row(number % 10)));
    const early = numbers.slice(0, 100).filter((number) => number < 1000).length;
    expect(Math.abs(early - 50)).toBeLessThanOrEqual(2);
  });

  it('comes from a dataset as its first epoch gives it', () => {
    expect(of(4)).toMatchObject({ from: 'validation', count: 4, total: 4, rows: [6, 7, 8, 9].map(row) });
    expect(of(5)).toMatchObject({ from: 'training', count: 6, total: 6, rows: [0, 1, 2, 3, 4, 5].map(row) });
  });

  it('has each sample of a loop of steps once', () => {
    expect(of(6)).toMatchObject({ from: 'training', count: 9, step: 9 });
    expect(of(6).rows).toEqual([...Array(9).keys()].map(row));
  });

  it('is nothing, for a reason, of a loop of one’s own and of a layer that remembers', () => {
    expect(told.fits[6]).toMatchObject({
      kind: 'steps',
      noSamples: expect.stringContaining('training loop of one’s own'),
    });
    expect(told.fits[8]).toMatchObject({ noSamples: expect.stringContaining('stateful layer') });
    for (const fit of [7, 9]) expect(told.predictions.some((each) => each.fit === fit)).toBe(false);
  });

  it('is NaN where the model gives NaN', () => {
    expect(of(11).rows.map(([, , , output]) => output)).toEqual(Array(10).fill(Number.NaN));
  });

  it('has a surface over two inputs and a curve over one, a tenth beyond the data', () => {
    const surfaces = (fit: number) => told.surface.filter((each) => each.fit === fit);
    const plane = keptSurface(surfaces(5).at(-1)?.values ?? new Float32Array());
    expect([...plane.range]).toEqual([-0.5, 5.5, -2.5, 27.5]);
    expect(plane.outputs).toHaveLength(48 * 48);
    expect(plane.outputs[0]).toBeCloseTo(2 * -0.5 + 2.5 + 1, 5);
    expect(plane.outputs[47]).toBeCloseTo(2 * 5.5 + 2.5 + 1, 5);
    expect(plane.outputs.at(-1)).toBeCloseTo(2 * 5.5 - 27.5 + 1, 5);
    const line = keptSurface(surfaces(8).at(-1)?.values ?? new Float32Array());
    expect([...line.range.subarray(0, 2)]).toEqual([-1, 11]);
    expect([line.outputs[0], line.outputs[100], line.outputs[200]]).toEqual(
      [-1, 5, 11].map((at) => expect.closeTo(at, 5)),
    );
  });

  it('has a surface of each unit over two inputs, without dropout', () => {
    expect(told.fits[9]?.samples?.units).toEqual({ points: 400, of: [3, 3, 1] });
    expect(told.fits[7]?.samples?.units).toBeUndefined();
    const { range, outputs } = keptSurface(told.units.findLast(({ fit }) => fit === 10)?.values ?? new Float32Array());
    expect([...range]).toEqual([...Float32Array.of(-0.9, 9.9, -8.1, 89.1)]);
    // Of each unit where both inputs are lowest, the first highest, the second, and both.
    const corners = Array.from({ length: 7 }, (_, unit) => [0, 19, 380, 399].map((at) => outputs[400 * unit + at]));
    const [a, b, minusA] = [
      [0, 9.9, 0, 9.9],
      [0, 0, 89.1, 89.1],
      [0.9, 0, 0.9, 0],
    ];
    const last = [-0.1, 8.9, 89, 98];
    const close = (rows: readonly (readonly number[])[]) =>
      rows.map((row) => row.map((value) => expect.closeTo(value, 4)));
    expect(corners).toEqual(close([a, b, minusA, a, b, minusA, last]));
  });

  it('leaves the program’s tensors and random numbers alone', () => {
    expect(told.stdout).toMatch(/tensors \d+ true/);
  });
});

it('trains bit for bit as without it, and never asks code of the user’s own', async () => {
  const files = {
    'train.mjs': `
import * as tf from '@tensorflow/tfjs';
let draws = 0;
class Draws extends tf.layers.Layer {
  call(inputs) { draws += 1; return tf.add(inputs[0], Math.random()); }
  static get className() { return 'Draws'; }
}
const model = tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [2], activation: 'tanh' }), tf.layers.dropout({ rate: 0.5 }), tf.layers.dense({ units: 1 })] });
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
const x = tf.randomNormal([40, 2], 0, 1, 'float32', 1);
for (const run of [1, 2]) await model.fit(x, x.sum(1, true), { epochs: 2, batchSize: 8 });
const own = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] }), new Draws()] });
own.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await own.fit(x, x.sum(1, true), { epochs: 1, batchSize: 20 });
console.log('draws', draws);
`,
  };
  const losses = async (predictionSamples: number) => {
    const run = await runToEnd(files, { seed: 3, predictionSamples });
    expect(run.predictions.length > 0).toBe(predictionSamples > 0);
    if (predictionSamples > 0) expect(run.fits[2]?.noSamples).toContain('(custom layer Draws)');
    return [run.records.flatMap(({ loss }) => [...loss]), run.stdout] as const;
  };
  const [[with1000, printed], [without, alsoPrinted]] = await Promise.all([losses(1000), losses(0)]);
  expect(printed).toMatch(/draws \d+/);
  expect(printed).toBe(alsoPrinted);
  expect(with1000).toEqual(without);
  expect(with1000.length).toBeGreaterThan(15);
});

it('A fit of Keras Python whose tokens have words in the source says them, once a run', async () => {
  const program = `
import numpy as np
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Dense, Embedding, Flatten
texts = ['so good', 'so bad']
word_index = {word: index + 1 for index, word in enumerate(sorted(set(' '.join(texts).split())))}
x = np.array([[word_index[word] for word in text.split()] for text in texts])
model = Sequential([Embedding(4, 2, input_length=2), Flatten(), Dense(1)])
model.compile('sgd', 'mse')
model.fit(x, np.array([1, 0]), epochs=1)
model.fit(x, np.array([1, 0]), epochs=1)
`;
  const build = (file: string): BuildTask => {
    const [model] = findModels(program, file);
    if (!model) throw new Error('There is no model');
    const fit = { epochs: null, batchSize: null, validationSplit: null };
    return {
      recipe: { kind: 'keras', model, answers: {}, whole: true },
      data: null,
      ownData: true,
      dataFolder: '/',
      fit,
    };
  };
  const told = await runToEnd({ 'net.py': program }, { build });
  expect(told.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(told.fits.map(({ setup }) => setup?.words)).toEqual([
    { from: 'word_index', list: ['', 'bad', 'good', 'so'] },
    undefined,
  ]);
  // Flatten is a layer of GradLens's own.
  expect(told.fits.map(({ samples }) => samples?.noModel)).toEqual([null, null]);
});
