import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { zipContent, zipEntries } from '../../../src/arrays/files/unzip.js';
import { NotKnown } from '../../../src/arrays/notKnown.js';

const bytes = readFileSync(join(import.meta.dirname, '../../../test/fixtures/datasets/both.npz'));

const lastEntry = bytes.lastIndexOf('PK\u0001\u0002');
/** The same where something else stands in place of the last entry. */
const withoutLast = Buffer.from(bytes).fill(0, lastEntry, lastEntry + 4);

it('reads the files of a zip in memory', () => {
  const entries = zipEntries(bytes, 'both.npz');
  expect(entries.length).toBeGreaterThan(1);
  for (const entry of entries) expect(zipContent(bytes, entry, entry.name)).toHaveLength(entry.size);
});

it.each([
  ['is cut off', bytes.subarray(0, bytes.length - 30), 'both.npz cannot be unpacked: its directory is missing'],
  ['lacks its start', bytes.subarray(200), 'both.npz cannot be unpacked: '],
  ['has something else in its directory', withoutLast, 'both.npz cannot be unpacked: its directory is damaged'],
  ['is empty', new Uint8Array(), 'both.npz cannot be unpacked: its directory is missing'],
])('tells what is wrong with one that %s', (_, damaged, message) => {
  const read = () => zipEntries(damaged, 'both.npz').map((entry) => zipContent(damaged, entry, 'both.npz'));
  expect(read).toThrow(NotKnown);
  expect(read).toThrow(message);
});

it('notices content that is not what it was', () => {
  const [entry] = zipEntries(bytes, 'both.npz');
  if (!entry) throw new Error('there are files in it');
  const changed = Uint8Array.from(bytes);
  const last = entry.offset + 30 + entry.name.length + entry.packedSize - 1;
  changed[last] = (changed[last] ?? 0) ^ 0xff;
  expect(() => zipContent(changed, entry, 'both.npz')).toThrow('both.npz cannot be unpacked');
});
