import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WorkerCalls, type WorkerLimits } from '../../../src/system/workerCalls.js';

type Does = 'answers' | 'spins' | 'fills' | 'fills buffers' | 'exits' | 'waits' | 'throws';

const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const all = [];
parentPort.on('message', ({ id, call }) => {
  if (call === 'spins') for (;;);
  if (call === 'fills') for (;;) all.push(new Array(1000).fill({}));
  if (call === 'fills buffers') return void setInterval(() => all.push(Buffer.alloc(1e7, 1)), 1);
  if (call === 'exits') process.exit(3);
  if (call === 'throws') return parentPort.postMessage({ id, message: 'no luck', details: 'a stack', isHuman: false });
  if (call === 'waits') return void setTimeout(() => {}, 1e6);
  parentPort.postMessage({ id, answer: workerData });
});`;

const PATIENT: WorkerLimits = { time: 60_000, memory: 2048 };

let folder: string;
let file: string;
let calls: WorkerCalls<Does, string>;
const open = (limits: Partial<WorkerLimits> = {}) => {
  calls = new WorkerCalls(file, { name: 'test', workerData: 'hello', limits: { ...PATIENT, ...limits } });
  return calls;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-workers-'));
  file = join(folder, 'worker.cjs');
  await writeFile(file, WORKER);
});
afterEach(() => calls.dispose());
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('calls of a thread', () => {
  it('are answered, any number at a time', async () => {
    open();
    expect(await Promise.all([calls.ask('answers'), calls.ask('answers')])).toEqual(['hello', 'hello']);
  });

  it('fail alone where the worker’s own code throws', async () => {
    open();
    const failed = { kind: 'call', message: 'no luck', details: 'a stack' };
    const both = await Promise.allSettled([calls.ask('throws'), calls.ask('answers')]);
    expect(both).toMatchObject([{ reason: failed }, { value: 'hello' }]);
  });

  it.each<[Does, Partial<WorkerLimits>, RegExp]>([
    ['exits', {}, /^the worker ended with exit code 3$/],
    ['spins', { time: 1000 }, /^it took longer than 1 s$/],
    ['spins', { time: 1000, computing: true }, /^it took longer than 1 s of computing$/],
    ['waits', { time: 1000 }, /^it took longer than 1 s$/],
    ['fills', { memory: 100 }, /^it takes more than 100 MB of memory$/],
    ['fills buffers', { memory: 100 }, /^it takes more than 100 MB of memory$/],
  ])('fail where the worker %s, and the next ones have a new thread', async (does, limits, reason) => {
    open(limits);
    await expect(calls.ask(does)).rejects.toMatchObject({ kind: 'worker', message: expect.stringMatching(reason) });
    expect(await calls.ask('answers')).toBe('hello');
  });

  it('fail together where the worker ends', async () => {
    open();
    const both = await Promise.allSettled([calls.ask('exits'), calls.ask('answers')]);
    expect(both).toMatchObject([{ reason: { kind: 'worker' } }, { reason: { kind: 'worker' } }]);
  });

  it('fail where they are closed, and so do those that come later', async () => {
    open();
    const waiting = expect(calls.ask('waits')).rejects.toMatchObject({ kind: 'closed' });
    calls.dispose();
    await waiting;
    await expect(calls.ask('answers')).rejects.toMatchObject({ kind: 'closed' });
  });
});
