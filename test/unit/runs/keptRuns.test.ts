import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import type { RunHeader } from '../../../src/protocol/runFile.js';
import { createRuns } from '../../../src/runs/createRuns.js';
import { DEFAULT_RUN_SETTINGS } from '../../../src/runs/settings.js';
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
