import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOfFiles, isStamped } from '../../../scripts/lib/stamp.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stamp-'));
  mkdirSync(join(folder, 'src', 'deep'), { recursive: true });
  writeFileSync(join(folder, 'src', 'a.ts'), 'a');
  writeFileSync(join(folder, 'src', 'deep', 'b.ts'), 'b');
  writeFileSync(join(folder, 'lock.json'), '{}');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stampOf = (base = folder) =>
  hashOfFiles(base, [join(base, 'src'), join(base, 'lock.json'), join(base, 'absent')]);

describe('a stamp over files', () => {
  it('stays when only dates change, and in another folder', () => {
    const before = stampOf();
    utimesSync(join(folder, 'src', 'a.ts'), new Date(0), new Date(0));
    expect(stampOf()).toBe(before);
    const moved = `${folder}-moved`;
    renameSync(folder, moved);
    try {
      expect(stampOf(moved)).toBe(before);
    } finally {
      renameSync(moved, folder);
    }
  });

  it.each([
    ['a content', () => writeFileSync(join(folder, 'src', 'deep', 'b.ts'), 'c')],
    ['a name', () => renameSync(join(folder, 'src', 'a.ts'), join(folder, 'src', 'z.ts'))],
    ['a file named by itself', () => writeFileSync(join(folder, 'lock.json'), '{ }')],
    ['a new file', () => writeFileSync(join(folder, 'src', 'c.ts'), '')],
  ])('changes with %s', (_what, change) => {
    const before = stampOf();
    change();
    expect(stampOf()).not.toBe(before);
  });

  it('is compared with the one in a file', () => {
    const file = join(folder, 'stamp');
    expect(isStamped(file, 'abc')).toBe(false);
    writeFileSync(file, 'abc\n');
    expect(isStamped(file, 'abc')).toBe(true);
    expect(isStamped(file, 'abd')).toBe(false);
  });
});
