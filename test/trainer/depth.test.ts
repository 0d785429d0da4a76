import { describe, expect, it } from 'vitest';
import type { DepthAnswer } from '../../src/protocol/depth/answers.js';
import type { DepthQuestion } from '../../src/protocol/depth/question.js';
import { multiplyAdds } from '../../src/runs/multiplyAdds.js';
import { TrainerRun } from './support/trainerRun.js';

const HEAD = `import * as tf from '@tensorflow/tfjs';
const x = tf.randomNormal([64, 4], 0, 1, 'float32', 1);
const y = tf.oneHot(tf.range(0, 64, 1, 'int32').mod(tf.scalar(3, 'int32')), 3);
const init = (seed) => ({ kernelInitializer: tf.initializers.glorotUniform({ seed }), biasInitializer: tf.initializers.randomNormal({ seed }) });
`;

/** Prints by itself what the loss's gradient shrinks by: from the outputs to the inputs, in one pass of tf.grad each. */
const DEEP = `${HEAD}
const dense = (units, activation, seed) => tf.layers.dense({ units, activation, inputShape: [4], ...init(seed) });
const model = tf.sequential({ layers: [dense(8, 'sigmoid', 1), dense(8, 'tanh', 2), tf.layers.batchNormalization(), dense(8, 'relu', 3), tf.layers.dropout({ rate: 0.5 }), dense(3, 'softmax', 4)] });
model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
const loss = (out) => tf.metrics.categoricalCrossentropy(y, out).mean();
const pass = (value) => model.layers.reduce((each, layer) => layer.apply(each, { training: layer.getClassName() !== 'Dropout' }), value);
const norm = (tensor) => tensor.norm().dataSync()[0];
console.log('shrinks', norm(tf.grad((each) => loss(pass(each)))(x)) / norm(tf.grad(loss)(pass(x))));
await model.fit(x, y, { epochs: 5, batchSize: 64, shuffle: false, verbose: 0 });
console.log('trained');
`;

const LINEAR = `${HEAD}
const dense = (units, activation, seed) => tf.layers.dense({ units, activation, inputShape: [4], ...init(seed) });
const model = tf.sequential({ layers: [dense(16, 'linear', 1), dense(16, undefined, 2), dense(12, 'relu', 3), dense(3, 'softmax', 4)] });
model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
await model.fit(x, y, { epochs: 5, batchSize: 16, verbose: 0 });
`;

const WIDE = `${HEAD}
const dense = (units, activation, seed) => tf.layers.dense({ units, activation, ...init(seed) });
const model = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [30, 10] }), dense(20, 'relu', 1), tf.layers.dropout({ rate: 0.5 }), dense(3, 'softmax', 2)] });
model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
await model.fit(tf.randomNormal([64, 30, 10], 0, 1, 'float32', 1), y, { epochs: 5, batchSize: 16, verbose: 0 });
console.log('trained');
`;

async function asked(source: string, depth: DepthQuestion) {
  await using run = await TrainerRun.start(
    { 'net.mjs': source },
    // Which samples a share has is drawn: of some draws a linear net cannot learn the labels by heart.
    { depth, seed: 4, activationInterval: 0, histogramInterval: 0 },
  );
  await run.finished();
  return { ...run.told, answer: run.told.depth.at(-1) };
}

function answerOf<Lesson extends DepthAnswer['lesson']>(answer: DepthAnswer | undefined, lesson: Lesson) {
  expect(answer?.lesson, JSON.stringify(answer)).toBe(lesson);
  return answer as Extract<DepthAnswer, { lesson: Lesson }>;
}

describe('what depth does', () => {
  it('takes the signal apart by layers: the factors come to what tf.grad measures by itself', async () => {
    const { answer, stdout, fits, ended } = await asked(DEEP, { lesson: 'chain' });
    const { factors, product, measured } = answerOf(answer, 'chain');
    const shrinks = Number(/shrinks (\S+)/.exec(stdout)?.[1]);
    expect(product).toBeCloseTo(shrinks, 6);
    expect((product ?? 0) / shrinks).toBeCloseTo(1, 2);
    expect((measured ?? 0) / shrinks).toBeCloseTo(1, 2);
    expect(factors.map(({ layer }) => layer)).toEqual([5, 4, 3, 2, 1, 0]);
    for (const { activation, weights, whole, arriving, leaving } of factors) {
      expect(whole).toBeCloseTo((leaving ?? 0) / (arriving ?? 1), 6);
      if (activation !== null) expect(activation * (weights ?? 0)).toBeCloseTo(whole ?? 0, 6);
    }
    const sigmoid = factors.at(-1);
    expect(sigmoid?.activation).toBeLessThanOrEqual(0.25);
    expect(sigmoid?.slope).toBeLessThanOrEqual(0.25);
    expect(factors.map(({ activation }) => activation === null)).toEqual([false, true, false, true, false, false]);
    expect(fits[0]?.layers).toHaveLength(6);
    expect(stdout).not.toContain('trained');
    expect(ended?.outcome).toBe('stopped');
  });

  it('multiplies the trained weights of linear layers, which one layer does as well', async () => {
    const { answer } = await asked(LINEAR, { lesson: 'collapse' });
    const { runs, steps, samples } = answerOf(answer, 'collapse');
    expect(steps).toBeGreaterThanOrEqual(5);
    expect(samples).toBe(64);
    expect(runs).toMatchObject([
      { layers: [0, 1, 2], inputs: 4, outputs: 12, paramsBefore: 80 + 272 + 204, paramsAfter: 60 },
    ]);
    expect(runs[0]?.difference).toBeLessThan(1e-4);
    expect(runs[0]?.largest).toBeGreaterThan(0.01);
  });

  it('foretells from the first gradients which of the small nets learn, and trains them', async () => {
    const { depth } = await asked(LINEAR, { lesson: 'vanishing', depths: [10], steps: 5 });
    const { nets, width, steps, isDone } = answerOf(depth.at(-1), 'vanishing');
    expect([width, steps, isDone]).toEqual([16, 5, true]);
    const of = (name: string, isNormalized: boolean) =>
      nets.find((net) => net.activation === name && net.isNormalized === isNormalized);
    expect(of('sigmoid', false)).toMatchObject({ isPredicted: true, hasLearned: false });
    expect(of('relu', true)).toMatchObject({ isPredicted: false });
    expect(of('tanh', false)?.losses).toHaveLength(steps);
    expect(depth.length).toBeGreaterThan(1);
  });

  it('trains nets of each depth on shares of the same samples, and sees those turn that learn by heart', async () => {
    const question = { lesson: 'data', shares: [5, 25, 100], depths: [1, 3], steps: 60 } as const;
    const { depth, stdout } = await asked(LINEAR, question);
    const { nets, shares, validation, classes, steps, every, guess, isDone, standIn } = answerOf(depth.at(-1), 'data');
    expect([validation, classes, steps, isDone, standIn]).toEqual([16, 3, 60, true, null]);
    // 5% of 48 are too few.
    expect(shares).toEqual([
      { percent: 25, samples: 12 },
      { percent: 100, samples: 48 },
    ]);
    expect(nets.map((net) => [net.depth, net.share])).toEqual([0, 0, 1, 1].map((at, index) => [at, index % 2]));
    for (const net of nets) expect(net.validation).toHaveLength(steps / every + 1);
    // All begin with the same weights, and so with the same loss on the same samples.
    expect(nets[0]?.validation[0]).toBeCloseTo(nets[1]?.validation[0] ?? 0, 5);
    // The labels are noise: the few samples are learned by heart, and no other is told better for it.
    expect(nets[0]).toMatchObject({ hasTurned: true });
    expect(nets[0]?.training.at(-1)).toBeLessThan(0.7 * (guess ?? 0));
    expect(stdout).not.toContain('trained');
  });

  it('takes built-in data where a program has too few samples to share', async () => {
    const few = LINEAR.replaceAll('64', '8').replace('batchSize: 16', 'batchSize: 8');
    const { answer } = await asked(few, { lesson: 'data', shares: [10, 100], depths: [1, 2], steps: 60 });
    const { standIn, classes, nets } = answerOf(answer, 'data');
    expect(standIn).toEqual({ title: 'Iris', because: 'few' });
    expect([classes, nets.length]).toEqual([3, 4]);
  });

  it('blames for one sample the units that the loss changes most with', async () => {
    const { answer } = await asked(DEEP, { lesson: 'blame', sample: 3 });
    const { layers, sample, samples } = answerOf(answer, 'blame');
    expect([sample, samples]).toEqual([3, 64]);
    expect(layers.map(({ layer, of }) => [layer, of])).toEqual([8, 8, 8, 8, 8, 3].map((units, at) => [at, units]));
    // The units before the normalization get their share too.
    for (const { signals } of layers) expect(Math.max(...signals.map(Math.abs))).toBeGreaterThan(1e-3);
    // Sample 3 is of class 0: of the softmax's outputs only that one is in its loss.
    const [own = 0, ...others] = layers.at(-1)?.signals ?? [];
    expect(own).toBeLessThan(-1);
    expect(others.map(Math.abs)).toEqual([
      expect.closeTo(Math.abs(others[0] ?? 0)),
      expect.closeTo(Math.abs(others[0] ?? 0)),
    ]);
  });

  it('times each layer by itself on one batch, and measures the first that has weights', async () => {
    const { answer, stdout, fits } = await asked(WIDE, { lesson: 'width' });
    const { samples, repetitions, times, first } = answerOf(answer, 'width');
    expect(samples).toBe(16);
    expect(repetitions).toBeGreaterThan(0);
    expect(times.map(({ layer }) => layer)).toEqual([0, 1, 2, 3]);
    for (const { milliseconds } of times) expect(milliseconds).toBeGreaterThan(0);
    const next = { layer: 3, units: 3, places: 1 };
    expect(first).toEqual({ layer: 1, inputs: 300, units: 20, hasBias: true, places: 1, widestBehind: 20, next });
    const { layers = [], variables = [] } = fits[0] ?? {};
    expect(layers.map(({ params }) => params)).toEqual([0, 300 * 20 + 20, 0, 20 * 3 + 3]);
    expect(multiplyAdds({ layers, variables }, 1)?.count).toBe(300 * 20);
    expect(stdout).not.toContain('trained');
  });

  it('measures no first layer where that is not Dense, and none behind it that does not take its units', async () => {
    const convolution = WIDE.replace(
      "dense(20, 'relu', 1)",
      'tf.layers.reshape({ targetShape: [300, 1] }), tf.layers.conv1d({ filters: 2, kernelSize: 300 }), tf.layers.flatten()',
    );
    const { answer } = await asked(convolution, { lesson: 'width' });
    expect(answerOf(answer, 'width')).toMatchObject({ times: { length: 6 }, first: null });
    const sequence = WIDE.replace(
      'tf.layers.flatten({ inputShape: [30, 10] }), dense(20',
      'tf.layers.dense({ units: 40, inputShape: [30, 10] }), tf.layers.flatten(), dense(20',
    );
    const { answer: behind } = await asked(sequence, { lesson: 'width' });
    expect(answerOf(behind, 'width').first).toMatchObject({
      inputs: 10,
      units: 40,
      places: 30,
      widestBehind: 1200,
      next: null,
    });
  });

  it('gives a linear activation the factor 1', async () => {
    const { answer } = await asked(LINEAR, { lesson: 'chain' });
    const { factors, product, measured } = answerOf(answer, 'chain');
    expect(factors.slice(2).map(({ activation }) => activation)).toEqual([1, 1]);
    expect((product ?? 0) / (measured ?? 1)).toBeCloseTo(1, 2);
  });

  it('says what bends where no two layers are linear', async () => {
    const { answer } = await asked(DEEP, { lesson: 'collapse' });
    expect(answer).toMatchObject({ runs: [], steps: 0, between: { from: 0, to: 1, what: 'sigmoid' } });
  });
});
