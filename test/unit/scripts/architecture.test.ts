import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { mayImport } from '../../../.dependency-cruiser.mjs';

const root = new URL('../../../', import.meta.url);

/** Rows of the table of folders: each with what it may import. */
function rows(): Record<string, string> {
  const text = readFileSync(new URL('ARCHITECTURE.md', root), 'utf8');
  const found = text.matchAll(/^\| `src\/(\w+)` \|.*\| ([^|]+) \|$/gm);
  return Object.fromEntries([...found].map(([, folder = '', others = '']) => [folder, others]));
}

it('shows who may import whom as the rules have it, and every folder', () => {
  const ruled = Object.entries(mayImport).map(([folder, others]) => [folder, others.join(', ') || 'nothing']);
  expect(rows()).toEqual(Object.fromEntries(ruled));
  const folders = readdirSync(new URL('src', root), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(Object.keys(mayImport).sort()).toEqual(folders.map(({ name }) => name).sort());
});
