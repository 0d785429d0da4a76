import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CliRun } from '../trainer/support/cliRun.js';
import { sweepHeaders } from '../trainer/support/sweepHeaders.js';
import { TestCluster } from './cluster.js';
import { pythonOfTests } from './python.js';
import { addToFixture, keepAsFixture, type Recording, recordingPython } from './recording.js';

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

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await TestCluster.start(await pythonOfTests());
});
afterAll(() => cluster[Symbol.asyncDispose]());

it('trains 24 runs on a cluster of which a node is killed in the middle: all are there, and none twice', async () => {
  const typed = [
    '--vary',
    'units@3=1,2,3,4',
    '--vary',
    'activation=tanh,relu',
    '--seed',
    '1..3',
    '--backend',
    'wasm',
    '--json',
  ];
  const recording = await recordingPython(await pythonOfTests());
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

it('trains what Optuna proposes, stops early, goes on after a stop, and keeps all where the cluster is gone', async () => {
  const recording = await recordingPython(await pythonOfTests());
  const ray = ['--ray', cluster.address, '--python', recording.path];
  const typed = [
    '--vary',
    'learningRate=1e-3..1:log',
    '--vary',
    'activation=tanh,relu',
    '--optuna',
    '8',
    '--stop-early',
  ];
  await using run = await CliRun.start(['sweep', 'net.mjs', ...typed, ...ray, '--json'], { files: { 'net.mjs': NET } });
  await run.until(() => run.linesOf('trial').length >= 3);
  run.child.kill('SIGINT');
  expect(await run.exited).toBe(130);
  await addToFixture((await recording.messages()).find(({ type }) => type === 'proposed'));
  const { sweep } = run.linesOf('sweep')[0] ?? {};
  // Ray gives a head up after so many seconds.
  const env = { GRADLENS_STORE: run.store, RAY_gcs_rpc_server_reconnect_timeout_s: '5' };
  const goOn = (...more: string[]) => CliRun.start(['sweep', '--resume', String(sweep), ...more], { env });

  await using here = await goOn();
  expect([await here.exited, here.reason]).toEqual([2, expect.stringContaining('Optuna chooses')]);

  await using again = await goOn('--json', ...ray);
  await again.until(() => again.linesOf('trial').some(({ trial }) => Number(trial) > 4));
  await cluster.kill('head');
  expect([await again.exited, again.stderr]).toEqual([3, expect.stringContaining('The connection to Ray broke')]);

  await using shown = await CliRun.start(['sweep', '--show', String(sweep), '--json'], { env });
  expect(await shown.exited).toBe(0);
  const trials = shown.linesOf('trial');
  expect(trials).toHaveLength(8);
  const over = new Set([...run.linesOf('trial'), ...again.linesOf('trial')].map(({ trial }) => trial));
  for (const { trial, status, values } of trials) {
    if (!over.has(trial)) continue;
    expect(status).toMatch(/^(?:completed|stopped-early|interrupted)$/);
    expect(values).toEqual({ learningRate: expect.any(Number), activation: expect.stringMatching(/^(?:tanh|relu)$/) });
  }
  const headers = await sweepHeaders(run.store);
  expect(new Set(headers.map((header) => header.sweep.trial)).size).toBe(headers.length);
  // The workers' own, as the store of this machine is theirs, too.
  const done = headers.filter(({ end }) => end?.outcome === 'completed');
  expect(new Set(done.map(({ backend }) => backend.kind))).toEqual(new Set(['tfjs-node']));
});
