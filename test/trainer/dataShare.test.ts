import { describe, expect, it } from 'vitest';
import { findModels } from '../../src/source/findModels.js';
import { runToEnd } from './support/trainerRun.js';

const HALF = { share: 0.5, seed: 1 };

const NET = `
import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
model.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' });
const x = tf.linspace(0, 1, 10).reshape([10, 1]);
`;

describe('a share of the data', () => {
  it('is what fit trains on, held against the same samples as with all', async () => {
    const run = await runToEnd(
      {
        'main.mjs': `${NET}
const { history } = await model.fit([x], x, { epochs: 1, validationSplit: 0.2, verbose: 0 });
const tensors = tf.memory().numTensors;
await model.fit(x, x, { epochs: 1, verbose: 0 });
const loss = (from, size) => model.evaluate(x.slice(from, size), x.slice(from, size), { verbose: 0 }).dataSync()[0];
console.log(JSON.stringify({ history, held: loss(8, 2), all: loss(0, 8), left: tf.memory().numTensors - tensors - 8 }));`,
      },
      HALF,
    );
    expect(run.problems).toEqual([]);
    expect(run.fits).toMatchObject([
      { batchesPerEpoch: 1, setup: { samples: 4, allSamples: 8, validation: 2 } },
      { setup: { samples: 5, allSamples: 10, validation: 0 } },
    ]);
    const { history, held, all } = JSON.parse(run.stdout);
    expect(history.val_loss[0]).toBeCloseTo(held, 6);
    expect(history.loss[0]).not.toBeCloseTo(all, 6);
  });

  it('is what a fit of Keras trains on', async () => {
    const code = `import numpy as np
from tensorflow import keras
x = np.arange(10.).reshape(10, 1)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(x, x, epochs=1, batch_size=2, validation_split=0.2)
`;
    const build = (file: string) => {
      const [model] = findModels(code, file);
      if (!model) return expect.fail('it has a model');
      return {
        recipe: { kind: 'keras', model, answers: {}, whole: true },
        data: null,
        ownData: true,
        dataFolder: '.',
        fit: { epochs: null, batchSize: null, validationSplit: null },
      } as const;
    };
    const run = await runToEnd({ 'net.py': code }, { ...HALF, build });
    expect(run.problems).toEqual([]);
    expect(run.fits).toMatchObject([{ batchesPerEpoch: 2, setup: { samples: 4, allSamples: 8, validation: 2 } }]);
  });

  it.each([
    [
      'fitDataset',
      'const data = tf.data.array([{ xs: [1], ys: [1] }]).batch(1); await model.fitDataset(data, { epochs: 1 });',
    ],
    ['trainOnBatch', 'await model.trainOnBatch(x, x);'],
    ['a loop of its own', 'tf.train.sgd(0.1).minimize(() => tf.losses.meanSquaredError(x, model.apply(x)));'],
  ])('is none of %s, which the run says before it trains', async (what, training) => {
    const run = await runToEnd({ 'main.mjs': `${NET}${training}` }, HALF);
    expect(run.ended?.outcome).toBe('failed');
    expect(run.problems).toMatchObject([{ kind: 'data', message: expect.stringContaining(`but ${what} draws`) }]);
    expect(run.records).toEqual([]);
  });
});
