import { describe, expect, it } from 'vitest';
import type { BackendKind } from '../../src/protocol/backend.js';
import type { CompiledStep, RollBack } from '../../src/protocol/trainer.js';
import { runToEnd, TrainerRun } from './support/trainerRun.js';

/** Batches that each way to train has, and the one whose own loss is NaN, counted from 1. */
const BATCHES = 16;
const BREAKS = 12;

/**
 * Trains in every way there is, each time with an own loss that is NaN once, and prints what weights and optimizer have before each
 * batch: `name batch learningRate [numbers]`.
 */
const source = `import * as tf from '@tensorflow/tfjs';
const [x, y] = [tf.randomNormal([${BATCHES * 4}, 3], 0, 1, 'float32', 1), tf.randomNormal([${BATCHES * 4}, 1], 0, 1, 'float32', 2)];
const breaking = () => {
  let calls = 0;
  return (t, p) => {
    const loss = tf.losses.meanSquaredError(t, p);
    return ++calls === ${BREAKS} ? loss.mul(tf.log(tf.sub(loss, tf.add(loss, 1)))) : loss;
  };
};
const net = (optimizer, loss) => {
  const dense = (units) => tf.layers.dense({ units, inputShape: [3], kernelInitializer: 'ones' });
  const model = tf.sequential({ layers: [dense(4), tf.layers.batchNormalization({}), dense(1)] });
  model.compile({ optimizer, loss });
  return model;
};
const say = async (name, model, optimizer, batch) => {
  const kept = (await optimizer.getWeights()).slice(1).map(({ tensor }) => tensor);
  const numbers = [...model.getWeights(), ...kept].flatMap((tensor) => [...tensor.dataSync()]);
  console.log(JSON.stringify({ name, batch, rate: optimizer.learningRate, numbers: numbers.map(String) }));
};
const rows = tf.data.array(Array.from({ length: ${BATCHES * 4} }, (_, i) => ({ xs: [1, i % 3, i % 2], ys: [i % 5] })));
for (const name of ['fit', 'fitDataset', 'trainOnBatch', 'minimize', 'continued']) {
  const optimizer = name === 'minimize' ? tf.train.momentum(0.01, 0.9) : tf.train.adam(0.01);
  const loss = breaking();
  const model = net(optimizer, loss);
  const before = tf.memory();
  const told = { verbose: 0, callbacks: { onBatchBegin: (batch) => say(name, model, optimizer, batch) } };
  if (name === 'fit' || name === 'continued') await model.fit(x, y, { ...told, batchSize: 4, shuffle: false });
  if (name === 'fitDataset') await model.fitDataset(rows.batch(4), { ...told, epochs: 1 });
  for (let batch = 0; batch < ${BATCHES} && (name === 'trainOnBatch' || name === 'minimize'); batch++) {
    await say(name, model, optimizer, batch);
    const [xs, ys] = [x.slice(batch * 4, 4), y.slice(batch * 4, 4)];
    if (name === 'trainOnBatch') await model.trainOnBatch(xs, ys);
    else optimizer.minimize(() => loss(ys, model.apply(xs, { training: true })));
    tf.dispose([xs, ys]);
  }
  const after = tf.memory();
  console.log('buffers', name, after.numTensors - before.numTensors - (after.numDataBuffers - before.numDataBuffers));
}
`;

interface Said {
  readonly name: string;
  readonly batch: number;
  readonly rate: number;
  readonly numbers: readonly string[];
}

const said = (stdout: string): Said[] =>
  stdout.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Said] : []));

describe.each<[backend: BackendKind, compiledStep: CompiledStep]>([
  ['tfjs-node', 'auto'],
  ['tfjs-node', 'off'],
  ['wasm', 'off'],
])('a loss that turns NaN, on %s with compiled steps %s', (backend, compiledStep) => {
  it('holds training, which goes on from the weights before, or with NaN', async () => {
    await using run = await TrainerRun.start({ 'main.mjs': source }, { backend, compiledStep, onNotANumber: 'hold' });
    const ways: (RollBack | null)[] = ['learning-rate', 'clipping', 'learning-rate', 'clipping', null];
    for (const [index, how] of ways.entries()) {
      await run.until(({ phases }) => phases.filter((phase) => phase === 'broken').length > index);
      const broke = run.told.problems.findLast(({ kind }) => kind === 'not-a-number')?.broke;
      expect(broke).toMatchObject({ step: BREAKS - 1, kept: BREAKS - 1 });
      if (how) run.process.commands.rollBack(how);
      else run.process.commands.resume();
    }
    await run.finished();
    expect(run.told.ended).toEqual({ outcome: 'completed', exitCode: 0 });
    const all = said(run.told.stdout);
    for (const [index, name] of ['fit', 'fitDataset', 'trainOnBatch', 'minimize', 'continued'].entries()) {
      const own = all.filter((each) => each.name === name);
      expect(own, name).toHaveLength(BATCHES);
      const [kept, next, last] = [own[BREAKS - 1], own[BREAKS], own.at(-1)];
      const how = ways[index];
      if (how === null) {
        expect(next?.numbers, name).toContain('NaN');
        continue;
      }
      // What training goes on with after the batch that broke is what that batch had begun with.
      expect(next?.numbers, name).toEqual(kept?.numbers);
      expect(last?.numbers, name).not.toContain('NaN');
      expect(last?.numbers, name).not.toEqual(next?.numbers);
      expect(next?.rate, name).toBeCloseTo(how === 'clipping' ? 0.01 : 0.001, 8);
    }
    const rolled = run.told.problems.filter(({ kind }) => kind === 'rolled-back');
    expect(rolled.map(({ message }) => message.includes('clipped'))).toEqual([false, true, false, true]);
    expect(rolled[0]?.message).toContain(`after batch ${BREAKS} to the weights of batch ${BREAKS - 1}`);
    expect(run.told.stdout.match(/^buffers .*/gm)).toEqual(
      ['fit', 'fitDataset', 'trainOnBatch', 'minimize', 'continued'].map((name) => `buffers ${name} 0`),
    );
  });
});

/** Wide targets and a learning rate that is far too high: the weights have exploded long before the first NaN. */
const exploding = `import * as tf from '@tensorflow/tfjs';
const x = tf.randomNormal([256, 4], 0, 1, 'float32', 3);
const y = x.sum(1, true);
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [4], kernelInitializer: 'zeros' })] });
model.compile({ optimizer: tf.train.sgd(1.5), loss: 'meanSquaredError' });
await model.fit(x, y, { epochs: 16, batchSize: 8, shuffle: false, verbose: 0 });
`;

describe.each<CompiledStep>(['auto', 'off'])('training that explodes, with compiled steps %s', (compiledStep) => {
  it('goes back to weights from before it went astray', async () => {
    await using run = await TrainerRun.start(
      { 'main.mjs': exploding },
      { backend: 'tfjs-node', compiledStep, onNotANumber: 'hold' },
    );
    await run.until(({ phases }) => phases.includes('broken'));
    const { step, kept } = run.told.problems.find(({ kind }) => kind === 'not-a-number')?.broke ?? {};
    expect(kept).toBeLessThan((step ?? 0) - 3);
    run.process.commands.rollBack('learning-rate');
    await run.finished();
    expect(run.told.ended?.outcome).toBe('completed');
    expect(run.told.phases.filter((phase) => phase === 'broken')).toHaveLength(1);
    expect(run.told.epochs.at(-1)?.logs.loss).toBeLessThan(1e-3);
  });
});

/** Two models that one optimizer trains in one step, whose loss is NaN twice; prints their weights before each step. */
const together = `import * as tf from '@tensorflow/tfjs';
const x = tf.randomNormal([8, 3], 0, 1, 'float32', 1);
const nets = [1, 2].map(() => tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] }));
const optimizer = tf.train.sgd(0.01);
for (let step = 0; step < 8; step++) {
  console.log(JSON.stringify(nets.flatMap((net) => net.getWeights().flatMap((each) => [...each.dataSync()].map(String)))));
  optimizer.minimize(() => {
    const loss = tf.mean(tf.square(tf.sub(...nets.map((net) => net.apply(x, { training: true })))));
    return step === 3 || step === 5 ? loss.mul(Number.NaN) : loss;
  });
}
`;

describe('two models that one step trains', () => {
  it('go back together, as often as their numbers break', async () => {
    await using run = await TrainerRun.start({ 'main.mjs': together }, { backend: 'wasm', onNotANumber: 'hold' });
    for (const times of [1, 2]) {
      await run.until(({ phases }) => phases.filter((phase) => phase === 'broken').length === times);
      run.process.commands.rollBack('learning-rate');
    }
    await run.finished();
    const broke = run.told.problems.flatMap(({ broke: each }) => (each ? [each.kept] : []));
    expect(broke).toEqual([3, 3, 5, 5]);
    expect(run.told.problems.filter(({ kind }) => kind === 'rolled-back')).toHaveLength(2);
    const weights = run.told.stdout.split('\n').filter((line) => line.startsWith('['));
    expect([weights[4], weights[6]]).toEqual([weights[3], weights[5]]);
    expect(new Set(weights).size).toBe(6);
  });
});

describe('training that nobody can hold', () => {
  it('ends as failed at its NaN, with all records', async () => {
    const run = await runToEnd({ 'main.mjs': source }, { backend: 'wasm', onNotANumber: 'end' });
    expect(run.ended).toEqual({ outcome: 'failed', exitCode: 1 });
    expect(run.problems.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['not-a-number', 'warning'],
      ['not-a-number', 'error'],
    ]);
    expect(run.problems[1]?.message).toMatch(new RegExp(`ended at batch ${BREAKS}, .*--on-nan continue`));
    expect(run.fitEnds.map(({ batches }) => batches)).toEqual([BREAKS]);
  });
});
