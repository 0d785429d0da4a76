import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './isAlive.mjs';

/** A folder inside the one that is written to, so that its files can be renamed into place; with the writer's process id. */
const PREFIX = '.gradlens-saving-';

/**
 * Writes some files of a folder anew: beside their places first, and into them only when all are whole and on the disk. A writer that fails or is
 * killed leaves what was there.
 * @param write gets a folder of its own @param last name of the file that tells of the others: it is put in place after them
 * @throws what the system or `write` throws
 */
export async function replaceFiles(
  folder: string,
  last: string,
  write: (folder: string) => Promise<void>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await removeAbandoned(folder);
  const staging = join(folder, `${PREFIX}${process.pid}`);
  try {
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging);
    await write(staging);
    const names = (await readdir(staging)).sort((a, b) => Number(a === last) - Number(b === last));
    for (const name of names) await sync(join(staging, name));
    for (const name of names) await rename(join(staging, name), join(folder, name));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Writes one file anew as `replaceFiles` does: a reader never sees half of it. @throws what the system throws */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  const abandoned = (await readdir(folder)).filter((name) => {
    return name.startsWith(PREFIX) && !isAlive(Number(name.slice(PREFIX.length)));
  });
  await Promise.all(abandoned.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

/** Where the system writes later, it tells here that there is no room. */
async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
