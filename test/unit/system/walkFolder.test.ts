import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { walkFolder } from '../../../src/system/walkFolder.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gradlens-walk-'));
  for (const file of ['z.js', 'a/deep/one.js', 'b/two.js', 'node_modules/x/i.js', 'b/.venv/lib/y.py', 'out/c.js']) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
});
afterEach(() => rmSync(root, { recursive: true }));

const names = (files: Iterable<string>) => [...files].map((file) => relative(root, file).replaceAll('\\', '/'));

it('gives the nearest files first, without installed code', () => {
  const found = names(walkFolder(root));
  expect(found[0]).toBe('z.js');
  expect(found.slice(1, 3).sort()).toEqual(['b/two.js', 'out/c.js']);
  expect(found.slice(3)).toEqual(['a/deep/one.js']);
});

it('enters no link and no folder that is left out', () => {
  symlinkSync('..', join(root, 'a', 'up'));
  const found = names(walkFolder(root, { leavesOut: (folder) => folder === join(root, 'out') }));
  expect(found.sort()).toEqual(['a/deep/one.js', 'a/up', 'b/two.js', 'z.js']);
});

it('tells of a folder that cannot be read', () => {
  const unread: string[] = [];
  expect([...walkFolder(join(root, 'gone'), { onUnreadable: (folder) => unread.push(folder) })]).toEqual([]);
  expect(unread).toEqual([join(root, 'gone')]);
});
