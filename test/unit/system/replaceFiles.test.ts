import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { replaceFiles } from '../../../src/system/replaceFiles.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-replace-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (text: string) => async (to: string) => {
  await writeFile(join(to, 'model.json'), text);
  await writeFile(join(to, 'weights.bin'), text);
};
const texts = async () => {
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]));
};

it('Files are replaced as a whole, and what else is in the folder stays', async () => {
  await writeFile(join(folder, 'notes.txt'), 'mine');
  for (const text of ['one', 'two']) await replaceFiles(folder, 'model.json', write(text));
  expect(await texts()).toEqual([
    ['model.json', 'two'],
    ['notes.txt', 'mine'],
    ['weights.bin', 'two'],
  ]);
});

it('A writer that fails in the middle leaves what was there, and nothing of its own', async () => {
  await replaceFiles(folder, 'model.json', write('good'));
  const failing = async (to: string) => {
    await writeFile(join(to, 'model.json'), 'half');
    throw new Error('no space left');
  };
  await expect(replaceFiles(folder, 'model.json', failing)).rejects.toThrow('no space left');
  expect(await texts()).toEqual([
    ['model.json', 'good'],
    ['weights.bin', 'good'],
  ]);
});

it('What a killed writer left is removed by the next', async () => {
  await mkdir(join(folder, '.gradlens-saving-999999999'), { recursive: true });
  await replaceFiles(folder, 'model.json', write('new'));
  expect(await readdir(folder)).toEqual(['model.json', 'weights.bin']);
});
