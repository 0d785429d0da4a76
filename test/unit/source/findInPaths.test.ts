import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findInPaths } from '../../../src/source/findInPaths.js';

const model = (name: string) => `const ${name} = tf.sequential();\n`;

let folder: string;

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-paths-'));
  await put('b.ts', `// two\n${model('second')}${model('third')}`);
  await put('a.js', model('first'));
  await put('deep/er/c.jsx', model('fourth'));
  await put('node_modules/x/index.js', model('installed'));
  await put('deep/node_modules/x/index.js', model('installed'));
  await put('.git/hook.js', model('hook'));
  await put('dist/bundle.js', `${model('bundled')}//${'x'.repeat(1_100_000)}`);
  await put('notes.md', model('prose'));
  await symlink('..', join(folder, 'deep', 'up'));
  await symlink('gone.js', join(folder, 'dangling.js'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function find(...paths: string[]) {
  const { models, unreadable } = await findInPaths(paths.map((path) => join(folder, path)));
  return {
    models: models.map(({ file, line, name }) => `${relative(folder, file)}:${line} ${name}`),
    unreadable: unreadable.map(({ path, reason }) => `${relative(folder, path)}: ${reason.slice(0, 6)}`),
  };
}

it("finds the models of a folder's own files, by file and line", async () => {
  expect(await find('.')).toEqual({
    models: ['a.js:1 first', 'b.ts:2 second', 'b.ts:3 third', `${join('deep', 'er', 'c.jsx')}:1 fourth`],
    unreadable: ['dangling.js: ENOENT'],
  });
});

it('finds those of files, each once, however large', async () => {
  const { models } = await find('dist/bundle.js', 'a.js', 'a.js', 'deep/er');
  expect(models).toEqual(['a.js:1 first', 'deep/er/c.jsx:1 fourth', 'dist/bundle.js:1 bundled']);
});

it('lists what it cannot read and goes on', async () => {
  expect(await find('missing.js', 'notes.md', 'a.js')).toEqual({
    models: ['a.js:1 first'],
    unreadable: ['missing.js: ENOENT', 'notes.md: GradLe'],
  });
});
