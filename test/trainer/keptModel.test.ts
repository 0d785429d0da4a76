import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keptModelFolder } from '../../src/protocol/keptModel.js';
import { type Project, runToEnd, TrainerRun } from './support/trainerRun.js';

/** A learning rate of 0 leaves the weights as they are. */
const NETS: Project = {
  'train.mjs': `
import * as tf from '@tensorflow/tfjs';
const train = async (model, shape) => {
  model.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' });
  await model.fit(tf.ones([4, ...shape]), tf.zeros([4, model.outputs[0].shape.at(-1)]), { epochs: 1 });
};
const dense = { units: 1, inputShape: [2], weights: [tf.tensor2d([[2], [-1]]), tf.tensor1d([1])] };
await train(tf.sequential({ layers: [tf.layers.dense(dense)] }), [2]);
const filters = tf.tensor4d([1, 0, 0, 0, 0, 0, 0, 1], [2, 2, 1, 2]);
const conv = { filters: 2, kernelSize: 2, inputShape: [3, 3, 1], weights: [filters, tf.tensor1d([0, 10])] };
const sum = { units: 1, weights: [tf.ones([8, 1]), tf.tensor1d([0])] };
await train(tf.sequential({ layers: [tf.layers.conv2d(conv), tf.layers.flatten(), tf.layers.dense(sum)] }), [3, 3, 1]);
await train(tf.sequential({ layers: [tf.layers.dense({ units: 400, inputShape: [100] })] }), [100]);
`,
};

const MEGABYTE = 1024 * 1024;

it('Each fit’s last model is kept, and answers in a process that runs nothing of the user’s', async () => {
  await using trained = await TrainerRun.start(NETS, { maxRunBytes: 2 * MEGABYTE });
  await trained.finished();
  const folder = (fit: number) => join(trained.folder, '.run', keptModelFolder(fit));
  expect(trained.told.fits.map(({ samples }) => samples?.noModel)).toEqual([
    null,
    null,
    'The model’s weights take 1 MB, more than a 64th of gradlens.maxRunSize, so they are not kept.',
  ]);
  expect([1, 2, 3].map((fit) => existsSync(join(folder(fit), 'model.json')))).toEqual([true, true, false]);
  const ask = (fit: number, input: readonly number[]) =>
    runToEnd({ 'train.mjs': 'console.log("the user’s code runs");' }, { asked: { folder: folder(fit), input } });

  const row = await ask(1, [5, 3]);
  expect(row.answers.map(({ outputs, maps, filters }) => [[...outputs], maps, filters])).toEqual([[[8], [], null]]);
  expect([row.stdout, row.fits, row.problems, row.ended?.outcome]).toEqual(['', [], [], 'completed']);

  const picture = await ask(2, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const [answer] = picture.answers;
  // The first filter takes the upper left of each patch, the second the lower right, and 10 more.
  expect(answer?.maps).toEqual([
    { layer: 0, height: 2, width: 2, of: 2, values: Float32Array.of(1, 2, 4, 5, 15, 16, 18, 19) },
  ]);
  expect([...(answer?.outputs ?? [])]).toEqual([12 + 68]);
  expect(answer?.filters).toEqual({
    ...{ layer: 0, height: 2, width: 2, channels: 1, of: 2 },
    values: Float32Array.of(1, 0, 0, 0, 0, 0, 0, 1),
  });

  await rename(folder(1), `${folder(1)}.gone`);
  const gone = await ask(1, [5, 3]);
  expect(gone.problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^The kept model cannot be asked: it is not in the run’s folder/),
  ]);
});
