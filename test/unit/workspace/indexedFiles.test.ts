import { symlinkSync } from 'node:fs';
import { relative } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { filesAt, filesOf } from '../../../src/workspace/indexedFiles.js';
import type { IndexedFolder } from '../../../src/workspace/types.js';
import { TestFolder } from './support.js';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const indexed = (options: Partial<IndexedFolder> = {}): IndexedFolder => ({
  path: folder.path,
  excludes: [],
  useIgnoreFiles: true,
  ...options,
});
const names = (paths: Iterable<{ path: string }>, from = folder.path) =>
  [...paths].map(({ path }) => relative(from, path).replaceAll('\\', '/')).sort();
const found = (options?: Partial<IndexedFolder>) => names(filesOf(indexed(options)));
const put = (...files: string[]) => {
  for (const name of files) folder.put(name, 'x');
};

it('gives the files that may hold models, and no packages, environments or links', () => {
  put('a.ts', 'b.py', 'deep/er/c.ipynb', 'notes.md', 'node_modules/x/i.js', 'deep/node_modules/y/i.js', '.git/h.js');
  put('.venv/lib/z.py', '__pycache__/z.py');
  symlinkSync('..', folder.at('deep/up'));
  symlinkSync('gone.js', folder.at('dangling.js'));
  expect(found()).toEqual(['a.ts', 'b.py', 'deep/er/c.ipynb']);
});

it('leaves out what the settings exclude', () => {
  put('a.js', 'a.ts', 'b.js', 'dist/c.js', 'src/dist/d.js', 'src/e.js');
  const excludes = [
    { pattern: '**/dist', when: null },
    { pattern: '**/*.js', when: '$(basename).ts' },
  ];
  expect(found({ excludes })).toEqual(['a.ts', 'b.js', 'src/e.js']);
});

it('follows nested ignore files, of which the inner one decides', () => {
  folder.put('.gitignore', '*.gen.js\n/out\n# comment\n');
  folder.put('src/.gitignore', '!keep.gen.js\nlocal/\n');
  put('a.gen.js', 'a.js', 'out/b.js', 'src/out/c.js', 'src/keep.gen.js', 'src/other.gen.js', 'src/local/d.js');
  expect(found()).toEqual(['a.js', 'src/keep.gen.js', 'src/out/c.js']);
  expect(found({ useIgnoreFiles: false })).toHaveLength(7);
});

it('follows the ignore files of the repository around it', () => {
  folder.put('.git/info/exclude', 'mine.py\n');
  folder.put('.gitignore', 'packages/one/build\n');
  put('packages/one/build/a.js', 'packages/one/b.js', 'packages/one/mine.py');
  const path = folder.at('packages/one');
  expect(names(filesOf(indexed({ path })), path)).toEqual(['b.js']);
});

it('knows which files a changed path stands for', () => {
  folder.put('.gitignore', 'out\n');
  put('a.js', 'lib/b.js', 'lib/c/d.py', 'out/e.js', 'node_modules/x/f.js');
  const at = (path: string) => names(filesAt(folder.at(path), [indexed()]));
  expect(at('a.js')).toEqual(['a.js']);
  expect(at('lib')).toEqual(['lib/b.js', 'lib/c/d.py']);
  expect(at('.')).toEqual(['a.js', 'lib/b.js', 'lib/c/d.py']);
  expect([...at('out/e.js'), ...at('out'), ...at('node_modules/x/f.js'), ...at('gone.js')]).toEqual([]);
  expect(names(filesAt('/', [indexed()]))).toEqual([]);
});
