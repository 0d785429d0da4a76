import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProjectImports } from '../../../src/source/imports/projectImports.js';

let folder = '';

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gradlens-project-')));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

type Files = Readonly<Record<string, string | object>>;

async function write(files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

/** Where an import of app/src/main.ts leads, in the project's folder. */
function resolve(specifier: string): string | null {
  const url = new ProjectImports().resolve(specifier, pathToFileURL(join(folder, 'app/src/main.ts')).href);
  return url && relative(folder, fileURLToPath(url)).replaceAll('\\', '/');
}

const paths = (entries: Record<string, string[]>, rest: object = {}) => ({
  compilerOptions: { paths: entries, ...rest },
});
const data = { 'lib/data.ts': '' };

describe('an import that names no path leads where the project says', () => {
  it.each<[string, Files, string, string | null]>([
    ['an exact file', { ...data, 'tsconfig.json': paths({ '@x/data': ['./lib/data.ts'] }) }, '@x/data', 'lib/data.ts'],
    ['a wildcard', { ...data, 'tsconfig.json': paths({ '@/*': ['./lib/*'] }) }, '@/data', 'lib/data.ts'],
    [
      'the second target',
      { ...data, 'tsconfig.json': paths({ '@/*': ['./no/*', './lib/*'] }) },
      '@/data',
      'lib/data.ts',
    ],
    [
      'the longest pattern',
      { ...data, 'lib/own.ts': '', 'tsconfig.json': paths({ '@/*': ['./lib/*'], '@/data': ['./lib/own.ts'] }) },
      '@/data',
      'lib/own.ts',
    ],
    ['baseUrl alone', { ...data, 'tsconfig.json': { compilerOptions: { baseUrl: 'lib' } } }, 'data', 'lib/data.ts'],
    [
      'paths from baseUrl',
      { ...data, 'tsconfig.json': paths({ data: ['data.ts'] }, { baseUrl: 'lib' }) },
      'data',
      'lib/data.ts',
    ],
    ['jsconfig.json', { 'lib/data.js': '', 'jsconfig.json': paths({ '@/*': ['./lib/*'] }) }, '@/data', 'lib/data.js'],
    [
      'comments and commas',
      {
        ...data,
        'tsconfig.json': '{ // here\n "compilerOptions": { "paths": { "d": ["./lib/data.ts",], }, } /* end */ }',
      },
      'd',
      'lib/data.ts',
    ],
    [
      'extends',
      { ...data, 'base.json': paths({ d: ['./lib/data.ts'] }), 'app/tsconfig.json': { extends: '../base' } },
      'd',
      'lib/data.ts',
    ],
    [
      'extends over two files',
      {
        ...data,
        'a/b.json': paths({ d: ['../lib/data.ts'] }),
        'base.json': { extends: './a/b.json' },
        'app/tsconfig.json': { extends: '../base.json' },
      },
      'd',
      'lib/data.ts',
    ],
    [
      'a list of extends, the last one first',
      {
        ...data,
        'lib/two.ts': '',
        'one.json': paths({ d: ['./lib/data.ts'] }),
        'two.json': paths({ d: ['./lib/two.ts'] }),
        'app/tsconfig.json': { extends: ['../one.json', '../two.json'] },
      },
      'd',
      'lib/two.ts',
    ],
    [
      'extends of a package',
      {
        ...data,
        'node_modules/@c/ts/tsconfig.json': paths({ d: ['../../../lib/data.ts'] }),
        'app/tsconfig.json': { extends: '@c/ts/tsconfig.json' },
      },
      'd',
      'lib/data.ts',
    ],
    [
      'what is there of extends before an install',
      { ...data, 'app/tsconfig.json': { extends: '@not/there', ...paths({ d: ['../lib/data.ts'] }) } },
      'd',
      'lib/data.ts',
    ],
    [
      'references, as templates of build tools have them',
      {
        ...data,
        'tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }] },
        'tsconfig.app.json': paths({ '@/*': ['./lib/*'] }),
      },
      '@/data',
      'lib/data.ts',
    ],
    [
      'its own imports',
      { 'app/src/set.ts': '', 'app/package.json': { imports: { '#set': { import: './src/set.js' } } } },
      '#set',
      'app/src/set.ts',
    ],
    [
      'its own imports with a wildcard',
      { 'app/src/set.ts': '', 'app/package.json': { imports: { '#/*': './dist/*.js' } } },
      '#/set',
      'app/src/set.ts',
    ],
    [
      'a workspace package that is not built',
      {
        'package.json': { workspaces: ['packages/*'] },
        'packages/d/package.json': { name: '@m/d', main: 'dist/index.js' },
        'packages/d/src/index.ts': '',
      },
      '@m/d',
      'packages/d/src/index.ts',
    ],
    [
      'one by its exports',
      {
        'package.json': { workspaces: { packages: ['packages/**'] } },
        'packages/a/d/package.json': { name: '@m/d', exports: { './x': { import: './lib/x.mjs' } } },
        'packages/a/d/lib/x.mts': '',
      },
      '@m/d/x',
      'packages/a/d/lib/x.mts',
    ],
    [
      'one of pnpm',
      {
        'pnpm-workspace.yaml': "packages:\n  # all\n  - 'packages/*'\n  - '!packages/no'\ncatalog:\n  a: 1\n",
        'package.json': {},
        'packages/d/package.json': { name: 'd', module: './index.js' },
        'packages/d/index.ts': '',
      },
      'd',
      'packages/d/index.ts',
    ],
    [
      'its own name',
      { 'app/package.json': { name: 'app', exports: { './set': './src/set.js' } }, 'app/src/set.ts': '' },
      'app/set',
      'app/src/set.ts',
    ],
    [
      'nowhere for what only npm knows',
      { 'package.json': { workspaces: ['packages/*'] }, 'tsconfig.json': paths({ '@/*': ['./lib/*'] }) },
      'left-pad',
      null,
    ],
    [
      'nowhere where everything is broken',
      { 'package.json': '{', 'tsconfig.json': '{ "compilerOptions"' },
      'left-pad',
      null,
    ],
  ])('%s', async (_what, files, specifier, expected) => {
    await write(files);
    expect(resolve(specifier)).toBe(expected);
  });
});

describe('an import that leads nowhere', () => {
  const explain = (specifier: string) => new ProjectImports().explain(specifier, join(folder, 'app/src/main.ts'));

  it.each<[string, Files, string, RegExp]>([
    [
      'an alias',
      { 'tsconfig.json': paths({ '@x/data': ['./lib/data.ts'] }) },
      '@x/data',
      /tsconfig\.json maps it to lib.data\.ts, where no file is/,
    ],
    [
      'a workspace package',
      { 'package.json': { workspaces: ['packages/*'] }, 'packages/d/package.json': { name: '@m/d' } },
      '@m/d/x',
      /own package in .*packages.d, whose entry is missing/,
    ],
    ['imports of package.json', {}, '#x', /"imports" of package\.json/],
  ])('is said to be the own one: %s', async (_what, files, specifier, expected) => {
    await write(files);
    expect(explain(specifier)).toMatch(expected);
  });

  it('may be installed where the project says nothing of it', async () => {
    await write({ 'tsconfig.json': paths({ '*': ['./lib/*'] }), 'package.json': { name: 'app' } });
    expect(explain('left-pad')).toBeNull();
  });
});
