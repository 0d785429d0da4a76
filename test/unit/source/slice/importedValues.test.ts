import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runSlice } from './runSlice.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-slice-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const layersWith = async (head: string, units: string) => {
  const text = `${head}\nconst model = tf.sequential();\nmodel.add(tf.layers.dense({ units: ${units} }));`;
  return (await runSlice(text, join(folder, 'model.ts'))).layers;
};

it('proposes what another file exports', async () => {
  await writeFile(join(folder, 'data.ts'), 'export const CLASSES = 7;\nexport default { size: 8 };');
  await writeFile(join(folder, 'settings.json'), '{ "net": { "units": 9 } }');
  await writeFile(join(folder, 'old.js'), 'exports.units = 11; module.exports.more = 12;');
  expect(await layersWith("import { CLASSES as count } from './data';", 'count')).toEqual(['dense {"units":7}']);
  expect(await layersWith("import data from './data';", 'data.size')).toEqual(['dense {"units":8}']);
  expect(await layersWith("import * as data from './data';", 'data.CLASSES')).toEqual(['dense {"units":7}']);
  expect(await layersWith("import settings from './settings.json';", 'settings.net.units')).toEqual([
    'dense {"units":9}',
  ]);
  expect(await layersWith("const { units } = require('./old');", 'units')).toEqual(['dense {"units":11}']);
});

it('proposes a usual value where the other file is not there, says no literal or is broken', async () => {
  await writeFile(join(folder, 'data.ts'), 'export const CLASSES = document.title; export {');
  await writeFile(join(folder, 'settings.json'), '{ broken');
  expect(await layersWith("import { CLASSES } from './data';", 'CLASSES')).toEqual(['dense {"units":3}']);
  expect(await layersWith("import { CLASSES } from './missing';", 'CLASSES')).toEqual(['dense {"units":3}']);
  expect(await layersWith("import settings from './settings.json';", 'settings.units')).toEqual(['dense {"units":3}']);
});
