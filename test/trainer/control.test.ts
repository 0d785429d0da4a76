import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { batches } from './support/rows.js';
import { type RunOptions, TrainerRun } from './support/trainerRun.js';

const head = `
const tf = require('@tensorflow/tfjs');
const x = tf.ones([64, 2]);
const y = tf.ones([64, 1]);
const net = () => tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2] }), tf.layers.dense({ units: 1 })] });
const compiled = () => {
  const model = net();
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: ['mae'] });
  return model;
};
const lossOf = (model) => () => tf.losses.meanSquaredError(y, model.apply(x)).asScalar();
`;
const endless = { epochs: 1_000_000, verbose: 0, batchSize: 8 };
const asLiteral = JSON.stringify(endless);

async function start(body: string, options: RunOptions = {}): Promise<TrainerRun> {
  return TrainerRun.start({ 'main.cjs': `${head}async function main() {\n${body}\n}\nmain();` }, options);
}

/** Pauses, and waits until that is told; then looks for a while whether training stays where it is. */
async function pause(run: TrainerRun) {
  run.process.commands.pause();
  await run.until(({ phases }) => phases.at(-1) === 'paused');
  const { length } = run.told.phases;
  const held = batches(run.told);
  await setTimeout(300);
  expect([run.told.phases.slice(length), batches(run.told)]).toEqual([[], held]);
}

/** Goes on from a pause, and waits for the next one. */
async function trains(run: TrainerRun, go: () => void, expected: number) {
  const held = batches(run.told);
  const { length } = run.told.phases;
  go();
  await run.until(({ phases }) => phases.length >= length + 2);
  expect([run.told.phases.slice(length), batches(run.told)]).toEqual([['training', 'paused'], held + expected]);
}

/** Stops once the run has recorded some batches, and waits for its end. */
async function stopWhileTraining(run: TrainerRun) {
  await run.until(({ records }) => records.reduce((rows, batch) => rows + batch.rows, 0) > 3);
  run.process.commands.stop();
  return run.finished();
}

describe('Stop', () => {
  it('ends the fit after its batch, makes later fits return at once, and lets the code after them finish', async () => {
    await using run = await start(`
      for (let fold = 0; fold < 50; fold++) {
        const { history } = await compiled().fit(x, y, ${asLiteral});
        console.log(fold, Object.keys(history).join());
      }
      await compiled().save('file://saved');`);
    expect(await stopWhileTraining(run)).toMatchObject({ code: 0 });
    const { told } = run;
    expect(told.fitEnds).toMatchObject([{ outcome: 'stopped', batches: batches(told) }]);
    expect(told.ended).toEqual({ outcome: 'stopped', exitCode: 0 });
    expect(told.order.indexOf('stopSeen')).toBeGreaterThan(told.order.indexOf('fitEnded'));
    expect(told.epochs.every(({ step }, index) => step === (index + 1) * 8)).toBe(true);
    expect(told.stdout.split('\n')[1]).toBe('1 loss,mae,val_loss,val_mae');
    expect(told.stdout.split('\n')).toHaveLength(51);
    expect(existsSync(join(run.folder, 'saved', 'model.json'))).toBe(true);
  });

  it.each([
    ['fit with callbacks that never yield', `await compiled().fit(x, y, { ...${asLiteral}, yieldEvery: 'never' });`],
    [
      'fitDataset',
      `await compiled().fitDataset(tf.data.zip({ xs: tf.data.array([[1, 2]]), ys: tf.data.array([[1]]) }).repeat(-1).batch(2),
        { epochs: 10, verbose: 0 });`,
    ],
    [
      'a functional model around it',
      `const model = compiled();
      await model.fit(x, y, { epochs: 5, verbose: 0, batchSize: 8 });
      const input = tf.input({ shape: [2] });
      const around = tf.model({ inputs: input, outputs: model.apply(input) });
      around.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
      await around.fit(x, y, ${asLiteral});`,
    ],
  ])('ends %s', async (_, body) => {
    await using run = await start(`${body}\nconsole.log('after');`);
    expect(await stopWhileTraining(run)).toMatchObject({ code: 0 });
    expect(run.told.stdout).toBe('after\n');
    expect(run.told.ended?.outcome).toBe('stopped');
  });

  it.each([
    ['trainOnBatch', 'const model = compiled(); while (true) await model.trainOnBatch(x, y);'],
    [
      'a synchronous loop',
      'const model = net(); const sgd = tf.train.sgd(0.01); while (true) sgd.minimize(lossOf(model));',
    ],
    [
      'a synchronous loop that reads the loss',
      `const model = net(); const sgd = tf.train.sgd(0.01);
      while (true) sgd.minimize(lossOf(model), true).dispose();`,
    ],
    ['fit', `const model = compiled(); while (true) await model.fit(x, y, { epochs: 1, verbose: 0 });`],
  ])('ends code that calls %s for ever, after the grace period', async (_, body) => {
    await using run = await start(body);
    expect(await stopWhileTraining(run)).toMatchObject({ code: 0 });
    const { told } = run;
    expect([told.stopSeen, told.ended?.outcome]).toEqual([true, 'stopped']);
    expect(told.fitEnds.at(-1)?.batches).toBe(batches(told, told.fits.at(-1)?.fit));
  });

  it.each([
    ['makes many fits within the grace period', 60_000, 'for (let fold = 0; fold < 300; fold++) await train();'],
    [
      'makes a few fits after the grace period',
      1,
      'for (let fold = 0; fold < 5; fold++) { await new Promise((done) => setTimeout(done, 20)); await train(); }',
    ],
  ])('lets code finish that %s', async (_, stopGracePeriod, after) => {
    const train = `const model = compiled(); const train = () => model.fit(x, y, ${asLiteral}); await train();`;
    await using run = await start(`${train}\n${after}\nconsole.log('after');`, { stopGracePeriod });
    expect(await stopWhileTraining(run)).toMatchObject({ code: 0 });
    expect([run.told.stdout, run.told.ended?.outcome]).toEqual(['after\n', 'stopped']);
  });

  it('ends a run that only a server holds open', async () => {
    await using run = await start(`
      require('node:http').createServer().listen(0);
      setInterval(() => {}, 50);
      await compiled().fit(x, y, { epochs: 1, verbose: 0 });`);
    await run.until(({ phases }) => phases.includes('held-open'));
    expect(run.told.fitEnds).toMatchObject([{ outcome: 'completed' }]);
    run.process.commands.stop();
    expect(await run.finished()).toMatchObject({ code: 0 });
    expect(run.told.ended?.outcome).toBe('stopped');
  });

  it('does not turn an error of code that stumbles over empty results into a failure', async () => {
    await using run = await start(`
      await compiled().fit(x, y, ${asLiteral});
      const { history } = await compiled().fit(x, y, ${asLiteral});
      console.log(history.loss.at(-1).toFixed(3));`);
    await stopWhileTraining(run);
    expect(run.told.problems).toEqual([]);
    expect(run.told.ended?.outcome).toBe('stopped');
  });
});

describe('Step', () => {
  it('trains to the end of the epoch with its validation, and at full speed again after slow motion', async () => {
    await using run = await start(`await compiled().fit(x, y, { ...${asLiteral}, validationSplit: 0.5 });`);
    run.process.commands.step('batch');
    await run.until(({ phases }) => phases.at(-1) === 'paused');
    const held = batches(run.told);
    await trains(run, () => run.process.commands.step('epoch'), (4 - (held % 4)) % 4);
    expect(run.told.epochs.at(-1)).toMatchObject({ step: batches(run.told), logs: { val_loss: expect.any(Number) } });
    await trains(run, () => run.process.commands.step('epoch'), 4);
    run.process.commands.pace(1_000_000);
    run.process.commands.resume();
    await run.until(({ phases }) => phases.at(-1) === 'training');
    run.process.commands.pace(0);
    await run.until((told) => batches(told) > 20);
    run.process.commands.pace(1_000_000);
    run.process.commands.stop();
    expect(await run.finished()).toMatchObject({ code: 0 });
  });
});

describe('Pause', () => {
  it.each([
    ['fit', `await compiled().fit(x, y, ${asLiteral});`],
    ['trainOnBatch', 'const model = compiled(); while (true) await model.trainOnBatch(x, y);'],
    [
      'a synchronous loop',
      'const model = net(); const sgd = tf.train.sgd(0.01); while (true) sgd.minimize(lossOf(model));',
    ],
  ])('holds %s between batches until Resume', async (_, body) => {
    await using run = await start(body);
    await run.until((told) => batches(told) > 3);
    await pause(run);
    const held = batches(run.told);
    run.process.commands.resume();
    await run.until((told) => told.phases.at(-1) === 'training' && batches(told) > held);
    await pause(run);
    await trains(run, () => run.process.commands.step('batch'), 1);
    await trains(run, () => run.process.commands.step('batch'), 1);
    run.process.commands.pace(1_000_000);
    await trains(run, () => run.process.commands.step('batch'), 1);
    const slow = batches(run.told);
    run.process.commands.resume();
    await run.until((told) => told.phases.at(-1) === 'training' && batches(told) >= slow);
    await pause(run);
    expect(batches(run.told)).toBeLessThanOrEqual(slow + 1);
    run.process.commands.stop();
    expect(await run.finished()).toMatchObject({ code: 0 });
    expect(run.told.fitEnds).toMatchObject([{ outcome: 'stopped', batches: batches(run.told) }]);
  });
});
