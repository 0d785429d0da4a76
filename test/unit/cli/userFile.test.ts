import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { userFile } from '../../../src/cli/userFile.js';

let folder = '';
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'gradlens-file-')));
  await mkdir(join(folder, 'real'));
  await writeFile(join(folder, 'real', 'net.js'), '');
});
afterEach(() => rm(folder, { recursive: true }));

it('keeps a linked folder as it was asked for', async () => {
  await symlink(join(folder, 'real'), join(folder, 'linked'), 'junction');
  expect(await userFile(join(folder, 'linked', 'net.js'))).toBe(join(folder, 'linked', 'net.js'));
});

it.skipIf(process.platform === 'win32')('follows a file that is a link', async () => {
  await symlink(join('real', 'net.js'), join(folder, 'link.js'));
  expect(await userFile(join(folder, 'link.js'))).toBe(join(folder, 'real', 'net.js'));
});

it('says what is wrong with a path', async () => {
  await expect(userFile(join(folder, 'none.js'))).rejects.toThrow(/There is no file .*none\.js/);
  await expect(userFile(join(folder, 'real'))).rejects.toThrow(/is not a file/);
});
