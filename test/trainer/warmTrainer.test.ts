import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadAhead, spawnTrainer } from '../../src/process/trainerChild.js';
import { WarmTrainer } from '../../src/process/warmTrainer.js';
import { backendOf, dist, type RunOptions, type Told, TrainerRun } from './support/trainerRun.js';

const net = (words: string) => `const tf = require('@tensorflow/tfjs');
console.log('${words}', require.main === module, process.argv.length);
const model = tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [2], activation: 'tanh' }), tf.layers.dense({ units: 1 })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
model.fit(tf.randomNormal([8, 2]), tf.ones([8, 1]), { epochs: 3, batchSize: 4, verbose: 0 });
`;

let isOn: boolean;
let folder: string;
let said: string[];
let warm: WarmTrainer;
beforeEach(async () => {
  isOn = true;
  said = [];
  folder = await mkdtemp(join(tmpdir(), 'gradlens-warm-'));
  warm = new WarmTrainer(
    () => isOn,
    (line) => said.push(line),
  );
});
afterEach(async () => {
  warm.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Trains the net to its end. */
async function ran(
  words: string,
  options: RunOptions = {},
): Promise<{ readonly told: Told; readonly pid: number | undefined }> {
  const start = { folder, startWith: warm.start, seed: 7, ...options };
  const run = await TrainerRun.start({ 'net.cjs': net(words) }, start);
  await run.finished();
  return { told: run.told, pid: run.process.pid };
}

/** The process that waits. */
const waits = (): number => Number(/^Process (\d+) waits/.exec(said.at(-1) ?? '')?.[1]);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a process that waits for the next run', () => {
  it.each(['wasm', 'tfjs-node'] as const)(
    'trains what the file says by then as a new one does: %s',
    async (backend) => {
      const first = await ran('first', { backend });
      expect(first.told.problems).toEqual([]);
      const waiting = waits();
      expect(isAlive(waiting)).toBe(true);
      const second = await ran('second', { backend });
      expect(second.pid).toBe(waiting);
      expect(second.told.problems).toEqual([]);
      expect([first, second].map(({ told }) => told.stdout)).toEqual(['first true 2\n', 'second true 2\n']);
      expect(second.told.epochs).toEqual(first.told.epochs);
      expect(second.told.phases).toEqual(first.told.phases);
    },
  );

  it('is not used where anything that Node starts with differs, and leaves', async () => {
    await ran('first');
    const waiting = waits();
    const { told, pid } = await ran('second', { env: { TF_NUM_INTRAOP_THREADS: '1' } });
    expect(told.epochs).toHaveLength(3);
    expect(pid).not.toBe(waiting);
    await expect.poll(() => isAlive(waiting)).toBe(false);
  });

  it('ends as its owner lets it go, and none waits where that is switched off', async () => {
    await ran('first');
    const waiting = waits();
    warm.letGo();
    await expect.poll(() => isAlive(waiting)).toBe(false);
    isOn = false;
    await ran('second');
    expect(waits()).toBe(waiting);
  });

  it('ends by itself where nobody runs anything', async () => {
    warm = new WarmTrainer(
      () => true,
      (line) => said.push(line),
      1,
    );
    await ran('first');
    expect(waits()).toBeGreaterThan(0);
    await expect.poll(() => isAlive(waits())).toBe(false);
  });

  it('is not there where other code would run in it: a package of the project, a module that Node is told to load', async () => {
    await ran('first', { nodeFlags: ['--no-warnings'] });
    await ran('second', { env: { NODE_OPTIONS: '--no-warnings' } });
    await ran('third', { backend: { ...backendOf('wasm'), origin: 'project' } });
    expect(said).toEqual([]);
  });

  it('ends where its host does, which hands it nothing', async () => {
    const child = spawnTrainer({
      ...{ cwd: folder, env: process.env, args: [], nodeFlags: [], trainerEntry: join(dist, 'trainer', 'main.mjs') },
      options: { file: join(folder, 'none.cjs'), build: null },
    });
    const exit = once(child, 'exit');
    loadAhead(child, backendOf('wasm'));
    child.stdio[3]?.destroy();
    expect(await exit).toEqual([0, null]);
  });

  it('that has died is replaced by a new one', async () => {
    await ran('first');
    const waiting = waits();
    process.kill(waiting, 'SIGKILL');
    await expect.poll(() => isAlive(waiting)).toBe(false);
    const { told, pid } = await ran('second');
    expect(told.epochs).toHaveLength(3);
    expect(pid).not.toBe(waiting);
  });
});
