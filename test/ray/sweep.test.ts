import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownPython } from '../../src/ray/pythonEnvironment.js';
import { CliRun } from '../trainer/support/cliRun.js';
import { sweepHeaders } from '../trainer/support/sweepHeaders.js';
import { TestCluster } from './cluster.js';
import { keepAsFixture, type Recording, recordingPython } from './recording.js';

const root = join(import.meta.dirname, '..', '..');

/** Trains for some seconds, as it waits between its epochs. */
const NET = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ units: 3, activation: 'tanh', inputShape: [2] }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: tf.train.sgd(0.05), loss: 'meanSquaredError' });
const xs = tf.tensor2d([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);
const ys = tf.tensor2d([0, 1, 2, 3], [4, 1]);
const onEpochEnd = () => new Promise((resolve) => setTimeout(resolve, 100));
await model.fit(xs, ys, { epochs: 30, validationSplit: 0.25, verbose: 0, callbacks: { onEpochEnd } });
`;

const RUNS = 24;

const pythonOfTests = () =>
  ownPython({
    storeDirectory: join(root, '.cache', 'ray'),
    requirements: join(root, 'src', 'ray', 'requirements.txt'),
    signal: new AbortController().signal,
    log: (line) => process.stderr.write(`${line}\n`),
  });

/** Ends a node on which a trial has just begun. */
async function killBusyNode(cluster: TestCluster, recording: Recording): Promise<void> {
  const newest = async () => (await recording.messages()).findLast(({ type }) => type === 'started');
  let before = (await newest())?.trial;
  await expect
    .poll(
      async () => {
        const begun = await newest();
        if (begun?.node === undefined || begun.trial === before) return false;
        before = begun.trial;
        return cluster.kill(begun.node);
      },
      { timeout: 60_000 },
    )
    .toBe(true);
}

it('trains 24 runs on a cluster of which a node is killed in the middle: all are there, and none twice', async () => {
  const python = await pythonOfTests();
  await using cluster = await TestCluster.start(python);
  const typed = ['--vary', 'units@3=1,2,3,4', '--vary', 'activation=tanh,relu', '--seed', '1..3', '--json'];
  const recording = await recordingPython(python);
  const ray = ['--ray', cluster.address, '--python', recording.path];
  await using run = await CliRun.start(['sweep', 'net.mjs', ...typed, ...ray], { files: { 'net.mjs': NET } });
  await run.until(() => run.linesOf('trial').length >= 6);
  await killBusyNode(cluster, recording);
  expect(await run.exited).toBe(0);

  const trials = run.linesOf('trial');
  const numbers = Array.from({ length: RUNS }, (_, index) => index + 1);
  expect(trials.map(({ trial }) => Number(trial)).sort((one, other) => one - other)).toEqual(numbers);
  expect(new Set(trials.map(({ status, epochs }) => `${status} ${epochs}`))).toEqual(new Set(['completed 30']));
  const headers = await sweepHeaders(run.store);
  expect(headers.map(({ sweep }) => Number(sweep.trial)).sort((one, other) => one - other)).toEqual(numbers);
  expect(headers.every(({ end }) => end.outcome === 'completed')).toBe(true);
  const events = await readFile(join(run.store, 'runs', String(trials[0]?.run), 'events.ndjson'), 'utf8');
  expect(events.match(/"epochEnded"/g)).toHaveLength(30);
  expect(events).toContain(`"file":"${join(run.project, 'net.mjs')}"`);
  const messages = await recording.messages();
  expect(messages).toContainEqual(expect.objectContaining({ type: 'started', attempt: 2 }));
  await keepAsFixture(messages);
  // What a person does next works as ever.
  await using shown = await CliRun.start(['sweep', '--show', String(run.linesOf('sweep')[0]?.sweep)], {
    env: { GRADLENS_STORE: run.store },
  });
  expect(await shown.exited).toBe(0);
});
