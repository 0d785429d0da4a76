import { expect, it } from 'vitest';
import { runToEnd } from '../support/trainerRun.js';
import { compiledFits, eagerReasons } from './support/stepModes.js';

/** Every epoch ends with a smaller batch, which has a graph of its own, and reads all weights. */
const main = `
import * as tf from '@tensorflow/tfjs';
const layers = Array.from({ length: 12 }, (_, index) =>
  tf.layers.dense({ units: index === 11 ? 1 : 8, activation: 'tanh', ...(index === 0 ? { inputShape: [4] } : {}) }),
);
const model = tf.sequential({ layers });
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
await model.fit(tf.randomNormal([70, 4], 0, 1, 'float32', 1), tf.randomNormal([70, 1], 0, 1, 'float32', 2), {
  epochs: 12,
  batchSize: 8,
  verbose: 0,
  callbacks: { onEpochEnd: () => void model.getWeights().map((weight) => weight.dataSync()) },
});
`;

/** Values in, those of weights out, those of the optimizer out, a step, and a step whose outputs are measured. */
const SETS = 5;

// With a seed, which batches are measured does not depend on the clock.
it('has TensorFlow prepare five graphs of a step, however many layers there are', async () => {
  const env = { TF_CPP_MIN_LOG_LEVEL: '0', TF_CPP_VMODULE: 'graph_execution_state=1' };
  const run = await runToEnd({ 'main.mjs': main }, { backend: 'tfjs-node', seed: 1, env });
  expect([run.exit.code, run.problems, eagerReasons(run), compiledFits(run)]).toEqual([0, [], [], 1]);
  expect(run.stderr.match(/BuildGraph/g)).toHaveLength(2 * SETS);
});
