import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runAge } from '../../../src/editor/models/runAge.js';
import { PLAIN_RUN } from '../../../src/protocol/runRequest.js';

const NET = '/folder/net.js';
const startedAt = Date.UTC(2026, 0, 1);
const backend = { kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '' } as const;

let folder: string;
let csv: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-age-'));
  csv = join(folder, 'fruit.csv');
  await writeFile(csv, 'a,b\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const writtenAt = (time: number) => utimes(csv, time / 1000, time / 1000);

function age(
  now: string | null,
  { file = NET, dataFiles = [] }: { file?: string; dataFiles?: readonly string[] } = {},
) {
  const run = { startedAt, request: { ...PLAIN_RUN, file, cwd: '/folder', backend, dataFiles } };
  return runAge(run, [{ file, text: 'a + b' }], {
    textNow: async () => now,
    sameCode: async ({ before, after }) => before === after.replace('// said', '').trim(),
  });
}

it('a run is as old as the code that it ran: comments aside, and a file that is gone counts', async () => {
  expect(await age('a + b')).toEqual({ edited: [], isExact: true });
  expect(await age('a + b // said')).toEqual({ edited: [], isExact: false });
  expect(await age('a - b')).toEqual({ edited: [NET], isExact: false });
  expect(await age(null)).toEqual({ edited: [NET], isExact: false });
  expect(await age(null, { file: '/folder/net.ipynb' })).toEqual({ edited: [], isExact: true });
});

it('a run is older than data that was written since it began, or is gone', async () => {
  await writtenAt(startedAt - 1000);
  expect(await age('a + b', { dataFiles: [csv] })).toEqual({ edited: [], isExact: true });
  await writtenAt(startedAt + 1000);
  expect(await age('a + b', { dataFiles: [csv] })).toEqual({ edited: [csv], isExact: false });
  const gone = join(folder, 'gone.csv');
  expect(await age('a - b', { dataFiles: [gone] })).toEqual({ edited: [gone, NET], isExact: false });
});

it('of a run whose code is not known, only its data tells', async () => {
  const run = { startedAt, request: { ...PLAIN_RUN, file: NET, cwd: '/folder', backend, dataFiles: [csv] } };
  const now = { textNow: async () => null, sameCode: async () => true };
  await writtenAt(startedAt - 1000);
  expect(await runAge(run, [{ file: NET, text: null }], now)).toBeNull();
  await writtenAt(startedAt + 1000);
  expect(await runAge(run, [], now)).toEqual({ edited: [csv], isExact: false });
});
