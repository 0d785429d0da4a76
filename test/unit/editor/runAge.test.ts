import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runAge } from '../../../src/editor/models/runAge.js';
import { writtenData } from '../../../src/editor/models/writtenData.js';
import { PLAIN_RUN } from '../../../src/protocol/runRequest.js';
import { codeNow, UNKNOWN_CODE } from '../../../src/runs/changes/codeNow.js';

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

async function age(now: string | null, { file = NET, otherEdited = [] as readonly string[] } = {}) {
  return runAge([{ file, text: 'a + b' }], {
    textNow: async () => now,
    codeNow: async (texts) => codeNow(texts),
    otherEdited,
  });
}

/** Of a run's data, what was written since it began. */
const written = (...dataFiles: readonly string[]) =>
  writtenData({ startedAt, request: { ...PLAIN_RUN, file: NET, cwd: '/folder', backend, dataFiles } });

it('a run is as old as the code that it ran: comments aside, and a file that is gone counts', async () => {
  expect(await age('a + b')).toEqual({ edited: [], isInPlace: true });
  expect(await age('a + b // said')).toEqual({ edited: [], isInPlace: true });
  expect(await age('// said\na + b')).toEqual({ edited: [], isInPlace: false });
  expect(await age('a - b')).toEqual({ edited: [NET], isInPlace: false });
  expect(await age(null)).toEqual({ edited: [NET], isInPlace: false });
  expect(await age(null, { file: '/folder/net.ipynb' })).toEqual({ edited: [], isInPlace: true });
});

it('a run is older than data and choices that are others by now', async () => {
  expect(await age('a + b', { otherEdited: [csv] })).toEqual({ edited: [csv], isInPlace: false });
  expect(await age('a - b', { otherEdited: [csv] })).toEqual({ edited: [csv, NET], isInPlace: false });
});

it('data is another one where it was written since the run began, or is gone', async () => {
  await writtenAt(startedAt - 1000);
  expect(await written(csv)).toEqual([]);
  await writtenAt(startedAt + 1000);
  const gone = join(folder, 'gone.csv');
  expect(await written(csv, gone)).toEqual([csv, gone]);
});

it('a folder of images is another one where a picture was written, came, or went', async () => {
  const pictures = join(folder, 'pictures');
  const cats = join(pictures, 'cats');
  const cat = join(cats, 'a.png');
  await mkdir(cats, { recursive: true });
  await writeFile(cat, '');
  const settle = () => Promise.all([cat, cats, pictures].map((path) => utimes(path, 0, 0)));
  await settle();
  expect(await written(pictures)).toEqual([]);
  await writeFile(cat, 'other');
  await utimes(cats, 0, 0);
  expect(await written(pictures)).toEqual([pictures]);
  await rm(cat);
  await utimes(pictures, 0, 0);
  expect(await written(pictures)).toEqual([pictures]);
});

it('of a run whose code is not known, only its data and its choices tell', async () => {
  const now = { textNow: async () => null, codeNow: async () => UNKNOWN_CODE };
  expect(await runAge([{ file: NET, text: null }], { ...now, otherEdited: [] })).toBeNull();
  expect(await runAge([], { ...now, otherEdited: [csv] })).toEqual({ edited: [csv], isInPlace: false });
});
