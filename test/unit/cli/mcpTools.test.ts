import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Root } from '../../../src/assistant/root.js';
import { check, listModels, proposeFix } from '../../../src/cli/mcp/readTools.js';

const NET = `const model = tf.sequential({ layers: [
  tf.layers.dense({ units: 4, inputShape: [2] }),
  tf.layers.dense({ units: 3 }),
  tf.layers.dense({ units: 1, activation: 'sigmoid' }),
] });
`;

let folder: string;
let root: Root;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-root-'));
  await mkdir(join(folder, 'root', 'many'), { recursive: true });
  await mkdir(join(folder, 'root', 'few'));
  await writeFile(join(folder, 'secret.mjs'), NET);
  await writeFile(join(folder, 'root', 'few', 'net.mjs'), NET);
  await writeFile(join(folder, 'root', 'notes.md'), 'prose');
  await writeFile(join(folder, 'root', 'many', 'nets.mjs'), NET.repeat(100));
  await symlink(join(folder, 'secret.mjs'), join(folder, 'root', 'few', 'link.mjs'));
  await symlink('net.mjs', join(folder, 'root', 'few', 'own.mjs'));
  root = await Root.open(join(folder, 'root'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('a link in the root that leads out of it is not read, and the answer says so', async () => {
  const models = await listModels(root, { path: 'few' });
  expect(models).toContain('Not read: few/link.mjs: It is a link to a place outside.');
  expect(models).not.toMatch(/^few\/link\.mjs:/m);
  expect(models).toMatch(/^few\/own\.mjs:1 model/m);
  const findings = await check(root, { path: 'few' });
  expect(findings).toContain('Not read: few/link.mjs');
  expect(findings).not.toMatch(/^few\/link\.mjs:/m);
  await expect(proposeFix(root, { file: 'few', rule: 'linear-layers' })).resolves.not.toContain('a/few/link.mjs');
});

it('a file that has no models for GradLens is not passed over', async () => {
  expect(await check(root, { path: 'notes.md' })).toContain('Not read: notes.md: GradLens looks for models in');
});

it('answers stay short however much there is to say', async () => {
  const answers = [
    await listModels(root, { path: 'many' }),
    await check(root, { path: 'many' }),
    await proposeFix(root, { file: 'many', rule: 'linear-layers' }),
  ];
  for (const text of answers) {
    expect(text.length).toBeLessThan(6000);
    expect(text).toMatch(/more lines left out\. Ask for one [\w ]+\.\)$/);
  }
});
