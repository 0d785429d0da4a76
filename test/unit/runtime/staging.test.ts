import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStaging, putInPlace, removeStaleStaging } from '../../../src/runtime/install/staging.js';
import { deadProcessId } from './deadProcess.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-install-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('staging', () => {
  it('removes what dead processes left, and nothing else', async () => {
    const mine = await createStaging(folder);
    const dead = await deadProcessId();
    for (const name of [`staging-${dead}-abc`, `staging-${dead}-abc-former`, '4.22.0']) {
      await mkdir(join(folder, name, 'node_modules'), { recursive: true });
    }
    await removeStaleStaging(folder);
    expect((await readdir(folder)).sort()).toEqual(['4.22.0', mine.slice(folder.length + 1)]);
  });

  it('replaces a copy that was there as a whole', async () => {
    const target = join(folder, 'copy');
    const staging = await createStaging(folder);
    await mkdir(target);
    await writeFile(join(target, 'old'), '');
    await writeFile(join(staging, 'new'), '');
    await putInPlace(staging, target);
    expect(await readdir(folder)).toEqual(['copy']);
    expect(await readdir(target)).toEqual(['new']);
  });

  it('keeps the copy that was there where the move fails', async () => {
    const target = join(folder, 'copy');
    await mkdir(target);
    await writeFile(join(target, 'old'), '');
    await expect(putInPlace(join(folder, 'absent'), target)).rejects.toThrow(/ENOENT/);
    expect(await readdir(target)).toEqual(['old']);
  });
});
