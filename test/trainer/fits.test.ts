import { describe, expect, it } from 'vitest';
import { batches, losses, statisticOf } from './support/rows.js';
import { runToEnd } from './support/trainerRun.js';

const head = `
import * as tf from '@tensorflow/tfjs';
const x = tf.ones([10, 2]);
const y = tf.ones([10, 1]);
const net = (name, units = 3) => tf.sequential({ name, layers: [
  tf.layers.dense({ units, inputShape: [2], activation: 'tanh' }), tf.layers.dense({ units: 1 })] });
const compiled = (name, extra = {}) => {
  const model = net(name);
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError', ...extra });
  return model;
};
const lossOf = (model) => () => tf.losses.meanSquaredError(y, model.apply(x)).asScalar();
`;

describe('fits', () => {
  it('of fit: summary, every batch, epochs with validation, History untouched', async () => {
    const run = await runToEnd({
      'main.mjs': `${head}
const model = compiled('net', { optimizer: tf.train.sgd(0.125), metrics: ['mae'] });
const seen = [];
const { history } = await model.fit(x, y, { epochs: 3, initialEpoch: 1, batchSize: 3, validationSplit: 0.2, verbose: 0,
  callbacks: { onBatchEnd: (batch, logs) => seen.push(logs.loss), onEpochEnd: (epoch, logs) => seen.push(Object.keys(logs).join()) } });
console.log(JSON.stringify({ history, seen }));`,
    });
    expect(run.fits).toMatchObject([
      {
        fit: 1,
        kind: 'fit',
        optimizer: 'SGD',
        learningRate: 0.125,
        loss: 'meanSquaredError',
        metrics: ['mae'],
        metricsOver: 'batches',
        batchSize: 3,
        epochs: 3,
        initialEpoch: 1,
        batchesPerEpoch: 3,
        setup: { data: null, samples: 8, validation: 2, epochsFrom: 'source', sourceEpochs: 3 },
        layers: [
          {
            name: 'dense_Dense1',
            className: 'Dense',
            outputShape: [null, 3],
            params: 9,
            trainable: true,
            activation: 'tanh',
          },
          { name: 'dense_Dense2', className: 'Dense', outputShape: [null, 1], params: 4, activation: 'linear' },
        ],
        variables: [
          { name: 'dense_Dense1/kernel', weight: 'kernel', layer: 0, shape: [2, 3] },
          { name: 'dense_Dense1/bias', weight: 'bias', layer: 0, shape: [3] },
          { name: 'dense_Dense2/kernel', weight: 'kernel', layer: 1, shape: [3, 1] },
          { name: 'dense_Dense2/bias', weight: 'bias', layer: 1, shape: [1] },
        ],
      },
    ]);
    expect(run.fitEnds).toMatchObject([{ fit: 1, outcome: 'completed', epochs: 2, batches: 6 }]);
    expect(run.records.flatMap(({ epoch }) => [...epoch])).toEqual([1, 1, 1, 2, 2, 2]);
    expect(run.records.flatMap(({ step }) => [...step])).toEqual([0, 1, 2, 3, 4, 5]);
    const { history, seen } = JSON.parse(run.stdout);
    expect(Object.keys(history)).toEqual(['val_loss', 'val_mae', 'loss', 'mae']);
    expect(run.epochs.map(({ epoch, step }) => [epoch, step])).toEqual([
      [1, 3],
      [2, 6],
    ]);
    expect(run.epochs.map(({ logs }) => logs.val_mae)).toEqual(history.val_mae);
    expect(run.epochs.map(({ logs }) => logs.loss)).toEqual(history.loss);
    expect(losses(run)).toEqual(seen.filter((each: unknown) => typeof each === 'number'));
    expect(run.phases).toEqual(['loading', 'training', 'between-fits']);
  });

  it('of fitDataset, and of epochs that the run replaces', async () => {
    const run = await runToEnd(
      {
        'main.mjs': `${head}
const rows = Array.from({ length: 6 }, () => ({ xs: [1, 2], ys: [1] }));
const { epoch } = await compiled('net').fitDataset(tf.data.array(rows).batch(2), { epochs: 50, verbose: 0 });
console.log(epoch.length);`,
      },
      { epochs: 2 },
    );
    expect(run.stdout).toBe('2\n');
    expect(run.fits).toMatchObject([{ kind: 'fitDataset', epochs: 2, batchSize: null, batchesPerEpoch: 3 }]);
    expect(run.fitEnds).toMatchObject([{ outcome: 'completed', epochs: 2, batches: 6 }]);
  });

  it('of trainOnBatch and of optimizer.minimize, with tensors in balance', async () => {
    const run = await runToEnd({
      'main.mjs': `${head}
const counts = new Set();
const model = compiled('first', { metrics: ['mae'] });
for (let step = 0; step < 5; step++) { await model.trainOnBatch(x, y); counts.add(tf.memory().numTensors); }
const other = net('second');
const optimizer = tf.train.momentum(0.1, 0.9);
const own = new Set();
for (let step = 0; step < 4; step++) { optimizer.minimize(lossOf(other)); own.add(tf.memory().numTensors); }
for (let step = 0; step < 4; step++) { optimizer.minimize(lossOf(other), true).dispose(); own.add(tf.memory().numTensors); }
for (let step = 0; step < 4; step++) {
  const { value, grads } = tf.variableGrads(lossOf(other));
  optimizer.applyGradients(grads);
  tf.dispose([value, grads]);
  own.add(tf.memory().numTensors);
}
console.log(counts.size, own.size);`,
    });
    expect(run.stdout).toBe('1 1\n');
    expect(run.fits).toMatchObject([
      { name: 'first', kind: 'steps', metrics: ['mae'], epochs: null },
      { name: 'second', kind: 'steps', metrics: [], optimizer: 'Momentum', learningRate: 0.1 },
    ]);
    expect([batches(run, 1), batches(run, 2)]).toEqual([5, 12]);
    expect(losses(run, 2).every((loss) => loss > 0)).toBe(true);
  });

  it('of two models at the same time, and none of a second call that tfjs refuses', async () => {
    const run = await runToEnd({
      'main.mjs': `${head}
const [one, two] = [compiled('one'), compiled('two')];
const options = { epochs: 3, batchSize: 5, verbose: 0 };
const both = [one.fit(x, y, options), two.fit(x, y, options)];
await one.fit(x, y, options).catch((error) => console.log(error.message));
await Promise.all(both);`,
    });
    expect(run.stdout).toBe('Cannot start training because another fit() call is ongoing.\n');
    expect(run.fitEnds.map(({ outcome, batches: done }) => [outcome, done])).toEqual([
      ['completed', 6],
      ['completed', 6],
    ]);
    expect([batches(run, 1), batches(run, 2)]).toEqual([6, 6]);
  });

  it('of k folds: one each; of a warm-up and the main training: one each', async () => {
    const run = await runToEnd({
      'main.mjs': `${head}
for (let fold = 0; fold < 3; fold++) await compiled().fit(x, y, { epochs: 1, verbose: 0 });
const model = compiled();
model.layers[0].trainable = false;
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(x, y, { epochs: 1, verbose: 0 });
model.layers[0].trainable = true;
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(x, y, { epochs: 5, verbose: 0 });`,
    });
    expect(run.fits.map(({ fit, variables }) => [fit, variables.length])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 2],
      [5, 4],
    ]);
    expect(run.fitEnds.map(({ epochs }) => epochs)).toEqual([1, 1, 1, 1, 5]);
  });

  it('of many small calls: the first alone, the others joined until the model is compiled or fitted at length', async () => {
    const run = await runToEnd({
      'main.mjs': `${head}
const [model, other] = [compiled('net'), compiled('other')];
const rows = Array.from({ length: 6 }, () => ({ xs: [1, 2], ys: [1] }));
const logged = [];
for (let step = 0; step < 400; step++) {
  const small = { epochs: 1 + (step % 2), batchSize: 5, verbose: 0 };
  const { history } = step === 300 ? await model.fitDataset(tf.data.array(rows).batch(3), small) : await model.fit(x, y, small);
  if (step < 2) logged.push(history.loss.length);
  if (step === 100) await other.fit(x, y, { epochs: 1, verbose: 0, batchSize: 3 });
  if (step % 150 === 0) model.setWeights(other.getWeights());
}
await other.fit(x, y, { epochs: 1, verbose: 0 });
await model.fit(x, y, { epochs: 5, verbose: 0 });
await model.fit(x, y, { epochs: 1, verbose: 0, validationSplit: 0.5 });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
for (let fold = 0; fold < 2; fold++) await model.fit(x, y, { epochs: 1, verbose: 0 });
await model.trainOnBatch(x, y);
console.log(JSON.stringify(logged));`,
    });
    expect(run.stdout).toBe('[1,2]\n');
    const told = run.fits.map(({ fit, name, kind, joinsFits = false }) => {
      return [name, kind, joinsFits, batches(run, fit), run.epochs.filter((epoch) => epoch.fit === fit).length];
    });
    expect(told).toEqual([
      ['net', 'fit', false, 2, 1],
      ['net', 'steps', true, 1198, 0],
      ['other', 'fit', false, 4, 1],
      ['other', 'steps', true, 1, 0],
      ['net', 'fit', false, 5, 5],
      ['net', 'fit', false, 1, 1],
      ['net', 'fit', false, 1, 1],
      ['net', 'steps', true, 2, 0],
    ]);
    expect(run.fitEnds.every(({ outcome }) => outcome === 'completed')).toBe(true);
    expect(run.ended).toEqual({ outcome: 'completed', exitCode: 0 });
  });

  it('of a GAN: one for each of the two networks, at the same time', async () => {
    const run = await runToEnd({
      'main.mjs': `${head}
const generator = net('generator');
const discriminator = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
discriminator.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
discriminator.trainable = false;
const gan = tf.sequential({ layers: [generator, discriminator] });
gan.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
for (let step = 0; step < 6; step++) {
  discriminator.trainable = true;
  await discriminator.trainOnBatch(y, y);
  discriminator.trainable = false;
  await gan.trainOnBatch(x, y);
}`,
    });
    expect(run.problems).toEqual([]);
    expect(run.fits.map(({ name, variables }) => [name, variables.length])).toEqual([
      ['discriminator', 2],
      ['gan', 4],
    ]);
    expect(run.fitEnds.map(({ outcome, batches: done }) => [outcome, done])).toEqual([
      ['completed', 6],
      ['completed', 6],
    ]);
  });

  it('of two networks that one optimizer step updates: each with its share', async () => {
    const run = await runToEnd({
      'main.mjs': `${head}
const [actor, critic] = [net('actor'), net('critic', 5)];
const optimizer = tf.train.adam();
for (let step = 0; step < 3; step++) optimizer.minimize(() => tf.add(lossOf(actor)(), lossOf(critic)()));`,
    });
    expect(run.fits.map(({ name, layers }) => [name, layers[0]?.params])).toEqual([
      ['actor', 9],
      ['critic', 15],
    ]);
    expect([batches(run, 1), batches(run, 2)]).toEqual([3, 3]);
  });

  it('only of the asked-for model, and never of a functional one', async () => {
    const project = {
      'main.mjs': `${head}
const input = tf.input({ shape: [2] });
const functional = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(input) });
functional.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
for (const model of [compiled('one'), functional, compiled('two')]) await model.fit(x, y, { epochs: 1, verbose: 0 });`,
    };
    expect((await runToEnd(project)).fits.map(({ fit }) => fit)).toEqual([1, 2]);
    const only = await runToEnd(project, { only: { spans: [], name: 'two' } });
    expect(only.fits.map(({ fit, name }) => [fit, name])).toEqual([[1, 'two']]);
  });

  it('of variables without a gradient: their statistics are NaN, which is no broken number', async () => {
    const run = await runToEnd({
      'main.mjs': `${head}
const model = compiled();
const optimizer = tf.train.sgd(0.01);
const loss = () => tf.losses.meanSquaredError(y, model.apply(x));
optimizer.minimize(loss, false, [model.layers[1].kernel.read()]);
const { grads } = tf.variableGrads(loss);
optimizer.applyGradients(Object.fromEntries(Object.entries(grads).map(([name, g]) => [name, tf.clipByValue(g, -1, 1)])));`,
    });
    expect(run.problems).toEqual([]);
    const kernel = run.fits[0]?.variables.findIndex(({ layer, weight }) => layer === 0 && weight === 'kernel') ?? -1;
    for (const name of ['gradNorm', 'gradZeros', 'gradNaNs'] as const) {
      const [without, withGradient] = statisticOf(run, kernel, name);
      expect(without).toBeNaN();
      expect(withGradient).not.toBeNaN();
    }
    expect(statisticOf(run, kernel, 'updateNorm')[0]).toBe(0);
    expect(losses(run)).toEqual([expect.any(Number), Number.NaN]);
  });

  it('is where nothing trains none, and the run still completes', async () => {
    const run = await runToEnd({ 'main.mjs': `${head}console.log(net('idle').predict(x).shape.join());` });
    expect(run.stdout).toBe('10,1\n');
    expect([run.fits, run.problems, run.ended]).toEqual([[], [], { outcome: 'completed', exitCode: 0 }]);
  });
});

describe.each(['tfjs-node', 'wasm'] as const)('statistics on %s', (backend) => {
  it('neither under- nor overflow, and count zeros, NaN and infinities', async () => {
    const program = `
import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [1], useBias: false, kernelInitializer: 'ones' })] });
const [kernel] = model.trainableWeights.map((weight) => weight.read());
const optimizer = tf.train.sgd(1);
for (const row of [[3e-25, 0, -4e-25, 0], [3e25, -4e25, 0, 0], [1e-7, 1e-7, 1e-7, 1e-7], [NaN, 1, Infinity, 0]]) {
  const gradient = tf.tensor2d([row]);
  optimizer.applyGradients({ [kernel.name]: gradient });
  gradient.dispose();
}`;
    const run = await runToEnd({ 'main.mjs': program }, { backend, histogramInterval: 1 });
    const column = (name: Parameters<typeof statisticOf>[2]) => statisticOf(run, 0, name);
    const relative = (values: number[], expected: number[]) => {
      for (const [index, value] of expected.entries()) expect((values[index] ?? 0) / value).toBeCloseTo(1, 5);
    };
    relative(column('gradNorm'), [5e-25, 5e25, 2e-7]);
    relative(column('gradMeanAbs'), [1.75e-25, 1.75e25, 1e-7]);
    relative(column('gradMin'), [-4e-25, -4e25, 1e-7]);
    relative(column('gradMax'), [3e-25, 3e25, 1e-7]);
    relative(column('gradStd').slice(0, 2), [2.48746859e-25, 2.48746859e25]);
    expect(column('gradStd')[2]).toBeLessThan(1e-13);
    expect(column('gradZeros')).toEqual([0.5, 0.5, 0, 0.25]);
    expect(column('gradNaNs')).toEqual([0, 0, 0, 1]);
    expect(column('gradInfs')).toEqual([0, 0, 0, 1]);
    relative(column('updateNorm').slice(1), [5e25]);
    const filled = run.histograms.map(({ values }) => [...values.entries()].filter(([, count]) => count > 0));
    expect(filled).toEqual([
      [[60, 4]],
      [
        [0, 1],
        [60, 2],
        [120, 1],
      ],
      [[60 + 21, 4]],
      [
        [60, 1],
        [60 + 49, 1],
        [120, 1],
      ],
    ]);
  });
});
