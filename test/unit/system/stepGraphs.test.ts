import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { removeGraphsOf, removeLeftGraphs } from '../../../src/system/stepGraphs.js';

/** Above what Linux, macOS and Windows give to processes. */
const NO_PROCESS = 2 ** 31 - 2;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradlens-left-'));
  for (const variable of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(variable, folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it('removes the graphs of trainers that are gone, and nothing else', () => {
  const kept = [`gradlens-step-${process.pid}-a`, 'gradlens-step-other', 'someone-elses'];
  for (const name of [...kept, `gradlens-step-${NO_PROCESS}-b`]) mkdirSync(join(folder, name));
  removeLeftGraphs();
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
});

it('removes the graphs of one trainer that is gone', async () => {
  for (const name of ['gradlens-step-7-a', 'gradlens-step-77-a', 'gradlens-step-7-b'])
    mkdirSync(join(folder, name, 'x'), { recursive: true });
  await removeGraphsOf(7);
  expect(readdirSync(folder)).toEqual(['gradlens-step-77-a']);
});
