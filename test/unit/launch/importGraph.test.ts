import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ImportGraph } from '../../../src/launch/importGraph.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-imports-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function importers(of: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const graph = await ImportGraph.of(folder);
  return graph.importersOf(join(folder, of)).map((file) => relative(folder, file).replaceAll('\\', '/'));
}

test('imports, requires and dynamic imports of a file, with and without ending, nearest first', async () => {
  const found = await importers('src/model.ts', {
    'src/model.ts': 'export const make = () => tf.sequential();',
    'src/train.ts': "import { make } from './model';",
    'src/other.js': "const { make } = require('./model.js');",
    'main.js': "const { make } = await import('./src/train.ts');",
    'src/alone.ts': "import './train-something';",
  });
  expect(new Set(found.slice(0, 2))).toEqual(new Set(['src/train.ts', 'src/other.js']));
  expect(found.slice(2)).toEqual(['main.js']);
});

test('a folder stands for its index file', async () => {
  const files = { 'models/index.js': 'module.exports = {};', 'run.js': "require('./models');" };
  expect(await importers('models/index.js', files)).toEqual(['run.js']);
});

test('files that import each other end the search', async () => {
  const files = {
    'a.mjs': "import './b.mjs';",
    'b.mjs': "import './c.mjs';",
    'c.mjs': "import './a.mjs';",
  };
  expect(await importers('a.mjs', files)).toEqual(['c.mjs', 'b.mjs']);
});

test('paths of tsconfig.json lead to files', async () => {
  const files = {
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } } // comment',
    'src/ml/model.ts': 'export const model = tf.sequential();',
    'src/page.tsx': "import { model } from '@/ml/model';",
  };
  expect(await importers('src/ml/model.ts', files)).toEqual(['src/page.tsx']);
});

test('a file of the same name elsewhere is another one, and what is installed is not searched', async () => {
  const files = {
    'a/model.js': '',
    'b/model.js': '',
    'b/train.js': "import './model.js';",
    'node_modules/x/index.js': "require('../../a/model.js');",
  };
  expect(await importers('a/model.js', files)).toEqual([]);
});

test('an alias to one file, and a package of the workspace, whatever they are called', async () => {
  const files = {
    'package.json': '{ "workspaces": ["packages/*"] }',
    'tsconfig.base.json': '{ "compilerOptions": { "paths": { "@m/net": ["./packages/net/src/index.ts"] } } }',
    'packages/net/package.json': '{ "name": "@m/net", "main": "dist/index.js" }',
    'packages/net/src/index.ts': 'export const make = () => tf.sequential();',
    'packages/a/tsconfig.json': '{ "extends": "../../tsconfig.base.json" }',
    'packages/a/train.ts': "import { make } from '@m/net';",
    'packages/b/train.js': "const { make } = require('@m/net');",
  };
  const found = await importers('packages/net/src/index.ts', files);
  expect(found.sort()).toEqual(['packages/a/train.ts', 'packages/b/train.js']);
});
