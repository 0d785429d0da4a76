import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FitModel } from '../../../src/trainer/link/messages.js';
import { ModelFiles } from '../../../src/trainer/link/modelFiles.js';

let folder: string;
let now: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-models-'));
  now = 0;
});
afterEach(() => rm(folder, { recursive: true }));

const modelOf = (fit: number, other: Partial<FitModel> = {}): FitModel => ({
  ...{ fit, milliseconds: 5, score: Number.NaN },
  model: { json: '{}', weights: new Uint8Array(98) },
  ...other,
});

const filesOf = (maxRunBytes = 1_000_000) => new ModelFiles(folder, maxRunBytes, () => now);

async function keptFits(): Promise<number[]> {
  const names = await readdir(folder);
  return names.map((name) => Number(/^fit-(\d+)\.model$/.exec(name)?.[1])).toSorted((a, b) => a - b);
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

it('Of a thousand short fits the first few are kept, then one each second, and the last', async () => {
  const files = filesOf();
  for (const fit of numbers(1, 1000)) {
    now = fit;
    files.add(modelOf(fit));
    files.flush();
  }
  expect(await keptFits()).toEqual(numbers(1, 16));
  now = 1015;
  files.flush();
  expect(await keptFits()).toEqual(numbers(1, 16));
  now = 1016;
  files.flush();
  files.add(modelOf(1001));
  files.add(modelOf(1002));
  expect(await keptFits()).toEqual([...numbers(1, 16), 1000]);
  files.finish();
  expect(await keptFits()).toEqual([...numbers(1, 16), 1000, 1002]);
});

it('Of many fits the newest are kept, and the best', async () => {
  const files = filesOf();
  for (const fit of numbers(1, 100)) files.add(modelOf(fit, { milliseconds: 2000, score: fit === 7 ? 0.1 : 1 }));
  expect(await keptFits()).toEqual([7, ...numbers(70, 100)]);
});

it('They stay within an eighth of what the run’s files may take, which is told as they come and go', async () => {
  const files = filesOf(8 * 350);
  const grown = numbers(1, 5).map((fit) => files.add(modelOf(fit, { milliseconds: 2000 })));
  expect(await keptFits()).toEqual([3, 4, 5]);
  expect(grown).toEqual([100, 100, 100, 0, 0]);
});
