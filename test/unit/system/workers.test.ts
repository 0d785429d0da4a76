import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WatchedWorker } from '../../../src/system/watchedWorker.js';
import { WorkerCalls } from '../../../src/system/workerCalls.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-workers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function workerFile(name: string, code: string): Promise<string> {
  const file = join(folder, `${name}.cjs`);
  await writeFile(file, `const { parentPort } = require('node:worker_threads');\n${code}`);
  return file;
}

const FILLS = 'const all = []; for (;;) all.push(new Array(1000).fill({}));';
const FILLS_BUFFERS = 'const all = []; setInterval(() => all.push(Buffer.alloc(1e7, 1)), 1);';

describe('a thread that reads', () => {
  const worker = async (name: string, code: string, watch: Partial<{ time: number; growth: number }> = {}) =>
    new WatchedWorker<object, string>(await workerFile(name, code), {
      workerData: null,
      time: 60_000,
      growth: 2048,
      ...watch,
    });

  it('answers', async () => {
    const good = await worker(
      'good',
      `parentPort.postMessage('first'); parentPort.on('message', () => parentPort.postMessage('more'));`,
    );
    expect([await good.first(), await good.ask({})]).toEqual(['first', 'more']);
    good.dispose();
    await expect(good.ask({})).rejects.toThrow('no longer needed');
  });

  it('is ended where it computes without an answer or fills the memory', async () => {
    const spins = await worker('spins', 'for (;;) {}', { time: 300 });
    await expect(spins.first()).rejects.toThrow('s of computing');
    const fills = await worker('fills', FILLS, { growth: 100 });
    await expect(fills.first()).rejects.toThrow(/more than \d+ MB of memory/);
    const buffers = await worker('buffers', FILLS_BUFFERS, { growth: 100 });
    await expect(buffers.first()).rejects.toThrow('it takes more than 100 MB of memory');
  });
});

describe('calls of a thread', () => {
  const ANSWERS = `parentPort.on('message', ({ id, fill }) => {
    if (!fill) return parentPort.postMessage({ id });
    ${FILLS_BUFFERS}
  });`;

  it('fail where one fills the memory, each with its own words, and the next has a new thread', async () => {
    const calls = new WorkerCalls<{ fill: boolean }, { id: number }>(await workerFile('answers', ANSWERS), {
      time: 60_000,
      memory: 100,
    });
    try {
      const failure = (name: string) => (reason: string) => new Error(`${name}: ${reason}`);
      expect(await calls.ask({ fill: false }, failure('first'))).toEqual({ id: 1 });
      await expect(calls.ask({ fill: true }, failure('second'))).rejects.toThrow(
        'second: it takes more than 100 MB of memory',
      );
      expect(await calls.ask({ fill: false }, failure('third'))).toEqual({ id: 3 });
    } finally {
      calls.dispose();
    }
  });
});
