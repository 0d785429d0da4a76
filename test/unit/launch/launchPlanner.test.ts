import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LaunchPlanner } from '../../../src/launch/launchPlanner.js';
import type { RunChoice } from '../../../src/protocol/launch.js';
import { findModels } from '../../../src/source/findModels.js';

/** Answers with the text as the plan's summary, the second request before the first; does what the text says. */
const obedientWorker = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ id, call: { choice: { text } } }) => {
  if (text === 'hang') for (;;);
  if (text === 'exit') process.exit(3);
  if (text === 'fail') return parentPort.postMessage({ id, message: 'no luck', details: 'Error: no luck\\n    at stack', isHuman: false });
  setTimeout(() => parentPort.postMessage({ id, answer: { summary: text } }), text === 'slow' ? 50 : 0);
});
`;

const [model] = findModels('const net = tf.sequential();', '/nets/net.js');

let folder: string;
let worker: string;
const log: string[] = [];
let planner: LaunchPlanner;

function plan(text: string) {
  if (!model) throw new Error('the model is not found');
  const choice: RunChoice = { model, text, folder: '/nets', choices: {} };
  return planner.plan(choice);
}

function open(timeLimit?: number): void {
  planner = new LaunchPlanner(worker, (line) => log.push(line), timeLimit);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-planner-'));
  worker = join(folder, 'obedient.cjs');
  await writeFile(worker, obedientWorker);
});

afterEach(() => {
  planner.dispose();
  log.length = 0;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the planner', () => {
  it('gives each request its own plan, whichever is ready first', async () => {
    open();
    const plans = await Promise.all([plan('slow'), plan('quick')]);
    expect(plans.map(({ summary }) => summary)).toEqual(['slow', 'quick']);
  });

  it('says in one line what failed, and the log more', async () => {
    open();
    await expect(plan('fail')).rejects.toThrow(
      'GradLens could not read this model because of an internal error (no luck). See the log for details.',
    );
    expect(log[0]).toContain('at stack');
  });

  it('goes on with another worker after one that ended', async () => {
    open();
    await expect(plan('exit')).rejects.toThrow(/exit code 3/);
    expect((await plan('again')).summary).toBe('again');
  });

  it('gives up a worker that hangs', async () => {
    open(5000);
    await expect(plan('hang')).rejects.toThrow(/took longer/);
    expect((await plan('again')).summary).toBe('again');
  });

  it('fails what waits when it is disposed, and all that comes later', async () => {
    open();
    const waiting = expect(plan('slow')).rejects.toThrow(/closed/);
    planner.dispose();
    await waiting;
    await expect(plan('late')).rejects.toThrow(/closed/);
  });
});
