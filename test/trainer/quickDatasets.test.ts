import { expect, it } from 'vitest';
import { batches, losses } from './support/rows.js';
import { runToEnd } from './support/trainerRun.js';

const program = `
import * as tf from '@tensorflow/tfjs';
const numbers = Array.from({ length: 30 }, (_, row) => Math.sin(row));
const rows = () => tf.data.zip({ xs: tf.data.array(numbers.map((x) => [x, x * x])), ys: tf.data.array(numbers.map((x) => [x > 0 ? 1 : 0])) });
const told = [];
for (const change of [(dataset) => dataset, (dataset) => dataset.map((row) => row)]) {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 4 });
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], activation: 'sigmoid', kernelInitializer })] });
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  const validationData = change(rows().take(7)).batch(3);
  const { history } = await model.fitDataset(change(rows().shuffle(8, '5')).batch(4), { epochs: 4, verbose: 0, validationData });
  told.push([Object.values(history).flat().map((value) => value.toFixed(5)), model.getWeights().map((weight) => [...weight.dataSync()]), tf.memory().numTensors - told.length * 8]);
}
console.log(JSON.stringify(told));`;

it.each(['tfjs-node', 'wasm'] as const)('trains on a dataset of arrays as on one with a map: %s', async (backend) => {
  const run = await runToEnd({ 'main.mjs': program }, { backend });
  const [quick, own] = JSON.parse(run.stdout);
  expect(quick).toEqual(own);
  expect(run.fits.map(({ fit }) => batches(run, fit))).toEqual([32, 32]);
  expect(losses(run, 1)).toEqual(losses(run, 2));
});
