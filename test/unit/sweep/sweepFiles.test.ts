import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SweepFile } from '../../../src/protocol/sweep.js';
import { newSweep } from '../../../src/sweep/sweep.js';
import { SweepFiles } from '../../../src/sweep/sweepFiles.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-sweeps-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function sweep(ownerPid: number): SweepFile {
  const parameter = { id: 'units', name: 'units', kind: 'literal', line: 2, whole: true, scale: 'log' } as const;
  const file = newSweep(
    {
      file: '/w/net.js',
      model: { name: 'model', line: 1 },
      parameters: [{ ...parameter, values: [1, 2], isRange: false, own: 1 }],
      search: { kind: 'grid' },
      seeds: [1],
      epochs: null,
      stopEarly: false,
      minutes: null,
      parallel: 1,
      launch: { data: null, target: null, values: {}, yes: false, backend: null, compiledStep: 'auto' },
    },
    'text',
  );
  const [first, ...others] = file.trials;
  return { ...file, ownerPid, trials: first ? [{ ...first, last: Number.NaN, best: -Infinity }, ...others] : [] };
}

it('Sweeps are read as they were written, NaN and infinity too, and deleted but for one that a process has in hand', async () => {
  const files = new SweepFiles(folder, (line) => expect.fail(line));
  expect(await files.newest()).toEqual({ sweeps: [], lookedAt: 0, isAll: true });
  const [left, live] = [sweep(0), sweep(process.pid)];
  await files.write(left);
  await files.write(live);
  const { sweeps: found } = await files.newest();
  expect(found.map(({ id }) => id).sort()).toEqual([left.id, live.id].sort());
  expect(found.find(({ id }) => id === left.id)).toEqual(left);
  expect(await files.newest(({ id }) => id === left.id)).toEqual({ sweeps: [left], lookedAt: 2, isAll: true });
  expect(await files.newest(undefined, 1)).toMatchObject({ sweeps: [{}], lookedAt: 1, isAll: false });
  expect(await files.ids(live.id.slice(0, -1))).toEqual([live.id]);
  await files.deleteAll();
  expect((await files.newest()).sweeps.map(({ id }) => id)).toEqual([live.id]);
});
