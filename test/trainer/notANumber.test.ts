import { describe, expect, it } from 'vitest';
import type { BackendKind } from '../../src/protocol/backend.js';
import type { CompiledStep } from '../../src/protocol/trainer.js';
import { runToEnd } from './support/trainerRun.js';

/** Models that break in one way each; what is to be told of it, and on which line. */
const cases: readonly {
  readonly name: string;
  readonly code: string;
  readonly message: RegExp;
  readonly mark?: string;
}[] = [
  {
    name: 'log of 0 in an own loss',
    code: `const loss = (t, p) =>
  tf.neg(tf.sum(t.mul(tf.log(p)), -1)).mean(); // LOG
const m = net([tf.layers.dense({ units: 2, inputShape: [2], activation: 'softmax' })], { loss, optimizer: tf.train.sgd(1e-3) });
m.setWeights([tf.tensor2d([[900, -900], [900, -900]]), tf.zeros([2])]);
await m.fit(tf.ones([6, 2]), tf.tensor2d(Array(6).fill([0, 1])), options);`,
    message:
      /^The loss became (NaN|infinite) at batch 1 \(epoch 1\): all layers' outputs are finite, but in your own loss, .*(logarithm|gives)/,
    mark: 'LOG',
  },
  {
    name: 'a target that is NaN',
    code: `const y = Array.from({ length: 20 }, (_, i) => (i === 13 ? NaN : i));
await net([tf.layers.dense({ units: 1, inputShape: [2] })]).fit(tf.ones([20, 2]), tf.tensor2d(y, [20, 1]), options);`,
    message:
      /^The loss became NaN at batch \d+ \(epoch 1\): the targets have .* at sample 13 \(counted from 0; 1 of 20 samples\)/,
  },
  {
    name: 'inputs that are infinite, in a dataset',
    code: `const rows = Array.from({ length: 9 }, (_, i) => ({ xs: [1, i === 4 || i === 5 ? Infinity : 0], ys: [1] }));
await net([tf.layers.dense({ units: 1, inputShape: [2] })]).fitDataset(tf.data.array(rows).batch(3), { epochs: 1, verbose: 0 });`,
    message:
      /at batch 2 \(epoch 1\): the batch's inputs already have .* at sample 1 \(counted from 0; 2 of 3 in the batch\)/,
  },
  {
    name: 'the slope of a root of 0 in an own loss',
    code: `const loss = (t, p) => {
  const distance = tf.sqrt(tf.sum(tf.square(tf.sub(t, p)))); // SQRT
  return tf.mean(distance);
};
const m = net([tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' })], { loss });
await m.fit(tf.ones([4, 2]), tf.fill([4, 1], 2), options);`,
    message:
      /^A gradient or weight became NaN .*: all layers' outputs and the loss are finite, but the gradients are not: in your own loss, Sqrt is taken at 0/,
    mark: 'SQRT',
  },
  {
    name: 'a division by 0 in an own layer',
    code: `class Ratio extends tf.layers.Layer {
  call(inputs) {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    return tf.div(x, tf.sum(x.mul(0), -1, true));
  }
  static get className() { return 'Ratio'; }
}
const own = new Ratio(); // MADE
const m = net([tf.layers.dense({ units: 2, inputShape: [2] }), own, tf.layers.dense({ units: 1 })]);
await m.fit(tf.ones([4, 2]), tf.ones([4, 1]), options);`,
    message: /, first in layer 2 \(Ratio\): its input is finite, but a division by 0 in its code \(main.mjs:\d+\) gave/,
    mark: 'MADE',
  },
  {
    name: 'log of 0 in a loop made by hand',
    code: `const m = net([tf.layers.dense({ units: 2, inputShape: [2], activation: 'softmax' })]);
m.setWeights([tf.tensor2d([[900, -900], [900, -900]]), tf.zeros([2])]);
const [x, y] = [tf.ones([6, 2]), tf.tensor2d(Array(6).fill([0, 1]))];
tf.train.sgd(1e-3).minimize(() => {
  const p = m.predict(x);
  return y.mul(tf.log(p)).sum(-1).neg().mean(); // HAND
});`,
    message:
      /^The loss became (NaN|infinite) at batch 1 \(epoch 1\): all layers' outputs are finite, but in your own loss, a logarithm of 0 or less gives/,
    mark: 'HAND',
  },
  {
    name: 'a target that is NaN in a loop made by hand',
    code: `const m = net([tf.layers.dense({ units: 3, inputShape: [2], activation: 'relu' }), tf.layers.dense({ units: 1 })]);
const y = tf.tensor2d([1, 2, NaN, 4], [4, 1]);
const { grads } = tf.variableGrads(() => tf.losses.meanSquaredError(y, m.apply(tf.ones([4, 2])))); // GIVEN
tf.train.sgd(1e-3).applyGradients(grads);`,
    message:
      /^The loss became NaN at batch 1 \(epoch 1\): a tensor of \[4, 1\], which main.mjs:\d+ uses, already has NaN .* at row 2 \(counted from 0; 1 of 4 rows\)/,
    mark: 'GIVEN',
  },
  {
    name: 'inputs that are NaN in a loop made by hand, before a relu',
    code: `const m = net([tf.layers.dense({ units: 3, inputShape: [2], activation: 'relu' }), tf.layers.dense({ units: 1 })]);
const x = tf.tensor2d([[1, 2], [3, NaN]]);
tf.train.sgd(1e-3).minimize(() => m.apply(x).square().mean()); // INPUT`,
    message: /a tensor of \[2, 2\], which main.mjs:\d+ uses, already has NaN or infinite values at row 1/,
    mark: 'INPUT',
  },
  {
    name: 'weights that explode in a loop made by hand',
    code: `const m = net([tf.layers.dense({ units: 4, inputShape: [1], kernelInitializer: 'ones' }), tf.layers.dense({ units: 1 })]);
const [x, y, optimizer] = [tf.tensor2d([[50], [70], [90]]), tf.tensor2d([[1e5], [2e5], [3e5]]), tf.train.sgd(10)];
for (let step = 0; step < 30; step++) optimizer.minimize(() => tf.losses.meanSquaredError(y, m.predict(x)));`,
    message:
      /scale inputs and targets|whose weights have grown to .*smaller learning rate|made the weights of layer .* smaller learning rate/,
  },
  {
    name: 'weights that explode',
    code: `const m = net([tf.layers.dense({ units: 4, inputShape: [1], kernelInitializer: 'ones' }), tf.layers.dense({ units: 1 })], { optimizer: tf.train.sgd(10) });
await m.fit(tf.tensor2d([[50], [70], [90]]), tf.tensor2d([[1e5], [2e5], [3e5]]), { ...options, epochs: 30 });`,
    message:
      /scale inputs and targets|whose weights have grown to .*smaller learning rate|made the weights of layer .* smaller learning rate/,
  },
];

const source = `import * as tf from '@tensorflow/tfjs';
const options = { epochs: 2, batchSize: 5, verbose: 0 };
const net = (layers, extra = {}) => {
  const model = tf.sequential({ layers });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError', ...extra });
  return model;
};
${cases.map(({ code }) => `{\n${code}\n}`).join('\n')}
`;

describe.each<[backend: BackendKind, compiledStep: CompiledStep]>([
  ['tfjs-node', 'auto'],
  ['tfjs-node', 'off'],
  ['wasm', 'auto'],
])('what broke a number, on %s with compiled steps %s', (backend, compiledStep) => {
  it('is told: data, loss, layer or way back, on its line', async () => {
    const run = await runToEnd({ 'main.mjs': source }, { backend, compiledStep });
    expect(run.ended).toEqual({ outcome: 'completed', exitCode: 0 });
    const told = run.problems.filter(({ kind }) => kind === 'not-a-number');
    const fits = cases.map((_, index) => index);
    expect(told).toHaveLength(fits.length);
    for (const [index, { name, message, mark }] of cases.entries()) {
      expect(told[index]?.message, name).toMatch(message);
      if (mark === undefined) continue;
      const line = source.split('\n').findIndex((text) => text.endsWith(`// ${mark}`)) + 1;
      expect(told[index]?.location?.line, name).toBe(line);
    }
  });
});
