import { describe, expect, it } from 'vitest';
import { ACTIVATION_STATISTICS, activationOf, rankOf } from '../../src/protocol/activations.js';
import { rankInSteps } from '../unit/trainer/rankInSteps.js';
import { expectedActivations, forward, type LayerWeights, signalNorms } from './support/activationValues.js';
import { runToEnd } from './support/trainerRun.js';

/** Prints its weights before each batch, so that the test can compute what its layers put out. */
const program = `
import * as tf from '@tensorflow/tfjs';
const seeded = (seed) => tf.initializers.randomNormal({ mean: 0, stddev: 2, seed });
const layers = () => ['relu', 'sigmoid', 'tanh', 'hardSigmoid', 'linear', 'softmax'].map((activation, index) =>
  tf.layers.dense({ units: 6, activation, kernelInitializer: seeded(index + 1), ...(index === 0 ? { inputShape: [4] } : {}) }));
const x = tf.randomNormal([12, 4], 0, 1, 'float32', 7);
const y = tf.oneHot(tf.argMax(x, 1), 6);
const say = (value) => console.log(JSON.stringify(value));
const weights = (model) => model.getWeights().map((weight) => weight.arraySync());
const batch = (step) => [x, y].map((data) => data.slice((step % 2) * 6, 6));
say(x.arraySync());

async function fit() {
  const model = tf.sequential({ layers: layers() });
  model.layers[0].setWeights([model.layers[0].getWeights()[0], tf.tensor1d([-100, -100, 0, 0.1, -100, 0])]);
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy' });
  const before = [weights(model)];
  const tensors = [];
  const onBatchEnd = async () => {
    before.push(weights(model));
    tensors.push(tf.memory().numTensors);
  };
  await model.fit(x, y, { batchSize: 6, epochs: 5, shuffle: false, verbose: 0, callbacks: { onBatchEnd } });
  say({ before, tensors, own: model.layers.some((layer) => Object.hasOwn(layer, 'apply')) });
}

/** \`run\` trains one batch by hand. */
async function steps(run) {
  const model = tf.sequential({ layers: layers() });
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy' });
  const before = [];
  const tensors = [];
  for (let step = 0; step < 10; step++) {
    before.push(weights(model));
    const data = batch(step);
    await run(model, ...data);
    tf.dispose(data);
    tensors.push(tf.memory().numTensors);
  }
  say({ before, tensors, own: model.layers.some((layer) => Object.hasOwn(layer, 'apply')) });
}
const loss = (labels, output) => tf.losses.softmaxCrossEntropy(labels, output);
const optimizer = tf.train.sgd(0.1);

await fit();
await steps((model, xs, ys) => model.trainOnBatch(xs, ys));
await steps((model, xs, ys) => optimizer.minimize(() => loss(ys, model.apply(xs, { training: true }))));
await steps((model, xs, ys) => optimizer.minimize(() => loss(ys, model.predict(xs))));
await steps((model, xs, ys) => {
  const { grads, value } = tf.variableGrads(() => loss(ys, model.apply(xs)));
  optimizer.applyGradients(grads);
  tf.dispose([grads, value]);
});
`;

interface Printed {
  /** Weights before each batch, a kernel and a bias for each layer. */
  readonly before: readonly (readonly unknown[])[];
  readonly own: boolean;
}

describe.each([
  ['tfjs-node', 'off'],
  ['tfjs-node', 'auto'],
  ['wasm', 'off'],
] as const)('activations on %s, compiled steps: %s', (backend, compiledStep) => {
  it('are those of the training forward pass, however it is trained', async () => {
    const run = await runToEnd({ 'main.mjs': program }, { backend, activationInterval: 2, compiledStep });
    if (compiledStep === 'off') {
      const off = await runToEnd({ 'main.mjs': program }, { backend, activationInterval: 0, compiledStep });
      // Weights and counts of tensors included.
      expect([run.stderr, run.stdout]).toEqual(['', off.stdout]);
      expect([off.activations, off.ranks]).toEqual([[], []]);
    } else {
      expect(run.stepModes.filter(({ mode }) => mode === 'compiled').map(({ fit }) => fit)).toEqual([1, 2, 3, 4]);
    }
    // The start of each fit, and of `fit`, whose batches are in epochs, no epoch twice.
    expect(new Set(run.ranks.map(({ fit }) => fit))).toEqual(new Set([1, 2, 3, 4, 5]));
    const ofRecord = (wanted: { readonly fit: number; readonly step: number }) =>
      run.ranks.find(({ fit, step }) => fit === wanted.fit && step === wanted.step);
    const [data, ...printed] = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const x: readonly number[][] = data;
    expect(run.fits.map(({ kind }) => kind)).toEqual(['fit', 'steps', 'steps', 'steps', 'steps']);
    for (const [index, { before, own }] of (printed as Printed[]).entries()) {
      const told = run.activations.filter(({ fit }) => fit === index + 1);
      // The first step of a loop is over when it is known which model it trains.
      const first = index < 2 ? 0 : 1;
      expect(
        told.map(({ step }) => step),
        `fit ${index + 1}`,
      ).toEqual([first, 2, 4, 6, 8]);
      const measured: number[][][][] = [];
      for (const { step, values } of told) {
        const at = (step % 2) * 6;
        const outputs = forward(x.slice(at, at + 6), before[step] as LayerWeights);
        measured.push(outputs);
        const signals = signalNorms(outputs, before[step] as LayerWeights, x.slice(at, at + 6), index < 2);
        const ranks = ofRecord({ fit: index + 1, step });
        if (ranks) expectRanks(ranks.values, outputs);
        const expected = expectedActivations(measured, signals);
        expect(values).toHaveLength(expected.length);
        for (const [position, value] of expected.entries()) {
          const count = ACTIVATION_STATISTICS.length;
          const statistic = ACTIVATION_STATISTICS[position % count];
          const name = `fit ${index + 1} step ${step} layer ${Math.floor(position / count)} ${statistic}`;
          if (Number.isNaN(value)) expect(values[position], name).toBeNaN();
          // Behind a crossentropy near its clipping, gradients are as rough as 1 / p.
          else expect((values[position] ?? 0) / Math.max(1, value), name).toBeCloseTo(value / Math.max(1, value), 4);
        }
      }
      expect(own).toBe(false);
    }
  });
});

function expectRanks(values: Float32Array, outputs: readonly (readonly number[][])[]): void {
  for (const [layer, rows] of outputs.entries()) {
    const expected = rankInSteps(Float32Array.from(rows.flat()), 6, 6).rank;
    expect(rankOf(values, layer, 'actRank')).toBeCloseTo(expected, 2);
    expect(rankOf(values, layer, 'actRankMost')).toBe(6);
  }
}

describe.each(['tfjs-node', 'wasm'] as const)('activations on %s', (backend) => {
  it('count the dead of a relu, the saturated, and nothing where a layer has no such output', async () => {
    const source = `
import * as tf from '@tensorflow/tfjs';
const constant = (rows) => [tf.tensor2d(rows), tf.zeros([rows[0].length])];
class Pair extends tf.layers.Layer {
  static className = 'Pair';
  computeOutputShape(shape) { return shape; }
  call(inputs) { const [x] = [inputs].flat(); return tf.tidy(() => [tf.mul(x, 1)]); }
}
const shared = tf.layers.dense({ units: 2, activation: 'tanh', useBias: false });
const inner = tf.sequential({ layers: [
  tf.layers.dense({ units: 2, activation: 'sigmoid', inputShape: [2] }), tf.layers.dense({ units: 2, activation: 'relu' }) ] });
const model = tf.sequential({ layers: [
  tf.layers.inputLayer({ inputShape: [2] }),
  tf.layers.dense({ units: 4, activation: 'relu' }), tf.layers.dense({ units: 2, activation: 'sigmoid' }),
  shared, shared, inner, new Pair(), tf.layers.dense({ units: 1, trainable: true }) ] });
const dense = model.layers.filter((layer) => layer.getClassName() === 'Dense');
dense[0].setWeights(constant([[1, -1, 0, 1], [1, -1, 0, 1]]));
dense[1].setWeights(constant([[9, 0.1], [0, 0], [0, 0], [0, 0]]));
shared.setWeights([tf.tensor2d([[5, 0], [0, 0]])]);
inner.layers[0].setWeights(constant([[1, 1], [1, 1]]));
inner.layers[1].setWeights(constant([[-1, 1], [-1, 1]]));
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
const result = await model.trainOnBatch(tf.tensor2d([[1, 0], [0, 1], [2, 0], [0, 4]]), tf.zeros([4, 1]));
`;
    const run = await runToEnd({ 'main.mjs': source }, { backend, activationInterval: 1, compiledStep: 'off' });
    expect([run.stderr, run.problems]).toEqual(['', []]);
    const [fit] = run.fits;
    const [record] = run.activations;
    const figures = ['actZeros', 'actSaturated', 'actMean', 'actStd', 'actDead', 'actSame'] as const;
    const rows = fit?.layers.map(({ className }, layer) => [
      className,
      ...figures.map((name) => activationOf(record?.values, layer, name)),
    ]);
    const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
    const near = (value: number) => expect.closeTo(value, 5);
    const first = [9, 9, 18, 36].map(sigmoid);
    const once = Math.tanh(5);
    expect(rows?.[0]).toEqual(['InputLayer', ...figures.map(() => Number.NaN)]);
    // Two of four units are never positive: they are dead, and the same for all samples.
    expect(rows?.[1]?.slice(1)).toEqual([0.5, Number.NaN, near(1), near(Math.sqrt(1.75)), 0.5, 0.5]);
    expect(rows?.[2]?.slice(1, 3)).toEqual([0, 0.5]);
    expect(first.every((value) => value > 0.99)).toBe(true);
    // Both places of the shared layer have its last output; its second unit is always 0.
    expect(rows?.[3]?.slice(1, 5)).toEqual([0.5, 0.5, near(Math.tanh(5 * once) / 2), near(Math.tanh(5 * once) / 2)]);
    expect(rows?.[4]).toEqual(rows?.[3]);
    // Of the nested model its last layer's: one unit is never positive.
    expect(rows?.[5]?.slice(0, 3)).toEqual(['Sequential', 0.5, Number.NaN]);
    expect(rows?.[5]?.[3]).toEqual(near(sigmoid(Math.tanh(5 * once))));
  });

  it('are left alone when they are switched off, and after a step that fails', async () => {
    const source = `
import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, activation: 'relu', inputShape: [2] }), tf.layers.dense({ units: 1 })] });
let broken = true;
model.compile({ optimizer: 'sgd', loss: (labels, output) => { if (broken) throw new Error('not yet'); return tf.losses.meanSquaredError(labels, output); } });
const data = [tf.ones([4, 2]), tf.ones([4, 1])];
const before = tf.memory().numTensors;
await model.trainOnBatch(...data).catch((error) => console.log(error.message));
console.log(tf.memory().numTensors - before, model.layers.some((layer) => Object.hasOwn(layer, 'apply')));
broken = false;
await model.trainOnBatch(...data);
`;
    const project = { 'main.mjs': source };
    const [on, off] = [
      await runToEnd(project, { backend, activationInterval: 50, compiledStep: 'off' }),
      await runToEnd(project, { backend, activationInterval: 0, compiledStep: 'off' }),
    ];
    expect(on.stdout).toMatch(/^not yet\n\d+ false\n$/);
    expect(off.stdout).toBe(on.stdout);
    expect(on.activations.map(({ step }) => step)).toEqual([0]);
    expect([off.activations, off.fitEnds.length]).toEqual([[], 1]);
  });
});

it('do not come where a compiled step leaves all statistics out, which harms nothing', async () => {
  const source = `
import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [2] }), tf.layers.dense({ units: 1 })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(tf.ones([4, 2]), tf.ones([4, 1]), { epochs: 20, verbose: 0 });
`;
  const options = { backend: 'tfjs-node', activationInterval: 5, compiledStep: 'auto', statistics: false } as const;
  const run = await runToEnd({ 'main.mjs': source }, options);
  expect(run.fitEnds).toMatchObject([{ outcome: 'completed', batches: 20 }]);
  expect(run.stepModes.map(({ mode }) => mode)).toEqual(['compiled']);
  expect(run.activations.map(({ step }) => step)).toEqual([0]);
});
