import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliRun } from './support/cliRun.js';
import { sweepHeaders } from './support/sweepHeaders.js';

/** Trains for as long as its environment says, with two units for two epochs. */
const NET = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ units: 3, activation: 'tanh', inputShape: [2] }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: tf.train.sgd(0.05), loss: 'meanSquaredError' });
const xs = tf.tensor2d([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);
const ys = tf.tensor2d([0, 1, 2, 3], [4, 1]);
const epochs = model.layers[0].units === 2 ? 2 : Number(process.env.EPOCHS);
await model.fit(xs, ys, { epochs, validationSplit: 0.25, verbose: 0 });
`;

const ON_WASM = ['--backend', 'wasm', '--json'];
const files = { 'net.mjs': NET };

describe('sweep', () => {
  it('trains each combination as a run of its own, though one fails, and shows them best first', async () => {
    const typed = ['--vary', 'activation=relu,nothing', '--vary', 'units=1..3', '--random', '4', '--parallel', '2'];
    await using run = await CliRun.start(['sweep', 'net.mjs', ...typed, ...ON_WASM], { files, env: { EPOCHS: '4' } });
    expect(await run.exited).toBe(1);
    const trials = run.linesOf('trial').sort((one, other) => Number(one.trial) - Number(other.trial));
    expect(trials.map(({ trial }) => trial)).toEqual([1, 2, 3, 4]);
    const [failed, trained] = ['failed', 'completed'].map((status) => trials.filter((each) => each.status === status));
    expect((failed?.length ?? 0) + (trained?.length ?? 0)).toBe(4);
    for (const { values, failure } of failed ?? []) {
      expect(values).toMatchObject({ activation: 'nothing' });
      expect(failure).toContain('nothing');
    }
    for (const { values, epochs, best, firstGradient } of trained ?? []) {
      expect(values).toMatchObject({ activation: 'relu' });
      expect([epochs, best, firstGradient]).toEqual([expect.any(Number), expect.any(Number), expect.any(Number)]);
    }
    const [sweep] = run.linesOf('sweep');
    const least = Math.min(...(trained ?? []).map(({ best }) => Number(best)));
    expect(sweep).toMatchObject({
      best: { best: least, status: 'completed' },
      measure: { name: 'val_loss' },
      trials: 4,
    });
    expect(run.reason).toMatch(/^gradlens: 4 trials: \d trained, \d failed\. Best: trial \d, val_loss /);
    expect((await sweepHeaders(run.store)).map(({ sweep: own }) => own)).toEqual(
      [1, 2, 3, 4].map((trial) => ({ id: sweep?.sweep, trial })),
    );
    expect(await readFile(join(run.project, 'net.mjs'), 'utf8')).toBe(NET);
  });

  it('ends all of its processes when it is interrupted, and goes on from there', async () => {
    const typed = ['--vary', 'units=2,3,4', '--parallel', '1'];
    await using run = await CliRun.start(['sweep', 'net.mjs', ...typed, ...ON_WASM], { files, env: { EPOCHS: '1e9' } });
    await run.until(({ stdout }) => stdout.includes('"trial":1'));
    run.child.kill('SIGINT');
    expect(await run.exited).toBe(130);
    await run.untilNoTrainers();
    const [stopped] = run.linesOf('sweep');
    expect(stopped).toMatchObject({ outcome: 'stopped', best: { trial: 1 } });
    const id = String(stopped?.sweep);
    expect(run.reason).toContain(`Go on with --resume ${id}`);
    const there = { env: { EPOCHS: '2', GRADLENS_STORE: run.store } };
    await using again = await CliRun.start(['sweep', '--resume', id, '--parallel', '1', '--json'], there);
    expect(await again.exited).toBe(0);
    expect(again.linesOf('trial').map(({ trial, status }) => `${trial} ${status}`)).toEqual([
      '2 completed',
      '3 completed',
    ]);
    expect(await sweepHeaders(run.store)).toMatchObject([1, 2, 3].map((trial) => ({ sweep: { id, trial } })));
    await using shown = await CliRun.start(['sweep', '--show', id.slice(0, -2)], there);
    expect(await shown.exited).toBe(0);
    expect(shown.stdout).toMatch(
      /^trial +units +best val_loss +last +epochs +verdict +gradient of first layer +run\n(?:.*\n){3}\nSorted/,
    );
  });

  it.each<[string, readonly string[], string]>([
    ['nothing to vary', [], 'sweep needs --vary. It can vary: units (such as 1, 3, 12); activation'],
    ['a name that is neither a literal nor open', ['--vary', 'width=1,2'], 'width: neither a literal of the model'],
    ['a sweep that is none', ['--resume', '1999'], 'sweep --resume takes nothing but its id'],
  ])('refuses %s', async (_, args, reason) => {
    await using run = await CliRun.start(['sweep', 'net.mjs', ...args], { files });
    expect([await run.exited, run.reason]).toEqual([2, expect.stringContaining(reason)]);
  });
});
