import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isWritten } from '../../../src/commands/launch/writtenText.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-written-'));
  file = join(folder, 'net.js');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const shows = (text: string) => ({ uri: { fsPath: file }, getText: () => text });

it('a file has what is on screen, ends of lines and a byte order mark aside', async () => {
  await writeFile(file, '\uFEFFa;\r\nb;\r\n');
  expect(await isWritten(shows('a;\nb;\n'))).toBe(true);
});

it('a file that never comes to what is on screen is told, and one that does is waited for', async () => {
  await writeFile(file, 'sigmoid');
  expect(await isWritten(shows('relu'))).toBe(false);
  const written = isWritten(shows('relu'));
  await writeFile(file, 'relu');
  expect(await written).toBe(true);
});

it('nothing is known of a file that is gone, or whose text has another encoding', async () => {
  expect(await isWritten(shows('a'))).toBe(true);
  await writeFile(file, Buffer.from([0xe4, 0xf6]));
  expect(await isWritten(shows('äö'))).toBe(true);
});
