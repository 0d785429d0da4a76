import { expect, it } from 'vitest';
import { runToEnd } from '../support/trainerRun.js';
import { eagerReasons } from './support/stepModes.js';

/** Weights overflow in the second batch, behind a relu that may hide them from the loss, while the step is traced. */
const main = `
import * as tf from '@tensorflow/tfjs';
const x = tf.tidy(() => tf.range(0, 64).reshape([16, 4]).mul(30000));
const y = tf.tidy(() => x.sum(1, true));
const dense = (units, rest) => tf.layers.dense({ units, kernelInitializer: tf.initializers.glorotUniform({ seed: units }), ...rest });
const model = tf.sequential({ layers: [dense(8, { inputShape: [4], activation: 'relu' }), dense(1)] });
model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
await model.fit(x, y, { epochs: 10, batchSize: 8, verbose: 0 });
`;

it('says of numbers that broke that they did, and not that compiled ones differ', async () => {
  const run = await runToEnd({ 'main.mjs': main }, { backend: 'tfjs-node' });
  expect(run.exit.code).toBe(0);
  expect(run.problems.map(({ kind }) => kind)).toEqual(['not-a-number']);
  expect(eagerReasons(run)).toEqual(["the step's numbers are NaN or infinite"]);
});
