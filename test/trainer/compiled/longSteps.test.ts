import { expect, it } from 'vitest';
import { runToEnd } from '../support/trainerRun.js';
import { eagerReasons } from './support/stepModes.js';

/** A metric makes the steps of one fit longer than what is traced, and those of the other not. */
const main = `
import * as tf from '@tensorflow/tfjs';
for (const [steps, operations] of [[2, 50_000], [4, 1_000]]) {
  const lengthy = (yTrue, yPred) => {
    let value = tf.mean(yPred);
    for (let index = 0; index < operations; index++) value = tf.neg(value);
    return value;
  };
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: [lengthy] });
  await model.fit(tf.ones([steps, 2]), tf.ones([steps, 1]), { epochs: 1, batchSize: 1, verbose: 0 });
}
`;

it('leaves steps of very many operations eager, and says so', async () => {
  const run = await runToEnd({ 'main.mjs': main }, { backend: 'tfjs-node' });
  expect(run.exit.code).toBe(0);
  expect(eagerReasons(run)).toEqual(['custom metric has more than 50,000 operations']);
  expect(run.stepModes.at(-1)?.mode).toBe('compiled');
});
