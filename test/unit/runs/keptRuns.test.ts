import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import type { RunHeader } from '../../../src/protocol/runFile.js';
import { createRuns } from '../../../src/runs/createRuns.js';
import { DEFAULT_RUN_SETTINGS } from '../../../src/runs/settings.js';
import { Retention } from '../../../src/runs/stored/retention.js';
import { RunStore } from '../../../src/runs/stored/runStore.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-kept-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const header = (id: string, startedAt: number): RunHeader => ({
  id,
  file: '/net.js',
  cwd: '/',
  model: null,
  startedAt,
  backend: { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '/' },
  end: { outcome: 'completed', message: null, endedAt: startedAt + 1 },
  ownerPid: 1,
});

/** Three trials of a sweep between two runs. */
async function sweptStore(): Promise<RunStore> {
  const store = new RunStore(folder, () => {});
  await store.create(header('run-0', 0));
  for (const trial of [1, 2, 3]) await store.create({ ...header(`run-${trial}`, trial), sweep: { id: 'one', trial } });
  await store.create(header('run-4', 4));
  return store;
}

it('All trials of a sweep count as one run', async () => {
  const store = await sweptStore();
  const asked: string[][] = [];
  let maxRuns = 3;
  const retention = new Retention({
    store,
    maxRuns: () => maxRuns,
    mayDelete: async (headers) => {
      asked.push(headers.map(({ id }) => id));
      return false;
    },
    isLive: () => false,
    onDeleted: () => {},
  });
  await retention.makeRoom();
  expect(asked).toEqual([]);
  maxRuns = 2;
  await retention.makeRoom();
  maxRuns = 1;
  await retention.makeRoom();
  expect(asked).toEqual([['run-0'], ['run-3', 'run-2', 'run-1', 'run-0']]);
});

it('Trials of sweeps are listed where they are asked for, one by one', async () => {
  const store = await sweptStore();
  const open = { ...header('gone', 5), end: null, ownerPid: 2 ** 22 + 1, sweep: { id: 'one', trial: 4 } };
  await store.create(open);
  await store.create({ ...open, id: 'live', ownerPid: process.pid });
  const runs = createRuns({
    storeDirectory: folder,
    trainerEntry: '',
    readerWorker: '',
    settings: () => DEFAULT_RUN_SETTINGS,
    log() {},
    onOutput() {},
    withoutSweeps: true,
  });
  await runs.restore();
  const ids = () => runs.all.map(({ id }) => id);
  expect(ids()).toEqual(['run-4', 'run-0']);
  expect(await runs.recall('none')).toBeUndefined();
  expect((await runs.recall('run-2'))?.request.sweep).toEqual({ id: 'one', trial: 2 });
  await Promise.all([runs.recall('run-2'), runs.recall('run-1'), runs.recall('run-1')]);
  expect(ids()).toEqual(['run-4', 'run-2', 'run-1', 'run-0']);
  expect(await runs.recall('gone')).toMatchObject({ state: { kind: 'ended', outcome: 'interrupted' } });
  expect(await runs.recall('live')).toBeUndefined();
  await runs.deleteAll();
  expect((await store.list()).map(({ id }) => id)).toEqual(['live']);
  await runs.close();
});

const runsOf = (maxRuns: number | null) =>
  createRuns({
    storeDirectory: folder,
    trainerEntry: '',
    readerWorker: '',
    settings: () => ({ ...DEFAULT_RUN_SETTINGS, ...(maxRuns === null ? {} : { maxRuns }) }),
    log() {},
    onOutput() {},
  });

it.each([null, 1])('Where nobody can be asked no run is deleted, with a limit of %s', async (maxRuns) => {
  const store = new RunStore(folder, () => {});
  for (let index = 0; index < 60; index++) await store.create(header(`run-${index}`, index));
  const runs = runsOf(maxRuns);
  await runs.restore();
  expect(runs.all).toHaveLength(60);
  expect(await readdir(store.directory)).toHaveLength(60);
  await runs.close();
});

it('Where somebody agrees, the oldest runs go that are neither pinned, of a newer format, nor under way', async () => {
  const store = new RunStore(folder, () => {});
  for (let index = 0; index < 8; index++) await store.create(header(`run-${index}`, index));
  await store.mark('run-1', { pinned: true });
  await store.writeHeader({ ...header('run-2', 2), format: 99 });
  await store.writeHeader({ ...header('run-3', 3), end: null, ownerPid: process.pid });
  const asked: string[][] = [];
  const deleted: string[] = [];
  let answer: (agrees: boolean) => void = () => {};
  let maxRuns: number | null = 2;
  const retention = new Retention({
    store,
    maxRuns: () => maxRuns,
    mayDelete: (headers) => {
      asked.push(headers.map(({ id }) => id));
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    isLive: (id) => id === 'run-5',
    onDeleted: (id) => deleted.push(id),
  });
  const first = retention.makeRoom();
  await expect.poll(() => asked).toEqual([['run-4', 'run-0']]);
  // One question at a time.
  await retention.makeRoom();
  answer(false);
  await first;
  const second = retention.makeRoom();
  await expect.poll(() => asked).toHaveLength(2);
  await store.mark('run-4', { pinned: true });
  answer(true);
  await second;
  expect(deleted).toEqual(['run-0']);
  expect((await store.list()).map(({ id }) => id)).toEqual([
    'run-7',
    'run-6',
    'run-5',
    'run-4',
    'run-3',
    'run-2',
    'run-1',
  ]);
  for (maxRuns of [null, 7]) await retention.makeRoom();
  expect(asked).toHaveLength(2);
});

it('The limits of the store and of what data may take are no business of a workspace', () => {
  const { properties } = manifest.contributes.configuration;
  for (const key of [
    'gradlens.maxRuns',
    'gradlens.maxRunSize',
    'gradlens.seriesMemory',
    'gradlens.maxUnpackedSize',
    'gradlens.maxPixels',
  ] as const) {
    expect(properties[key].scope).toBe('application');
  }
});
