import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../system/isAlive.mjs';

const PREFIX = 'staging-';

/** A new folder, named after this process, in which an installation is made before it is moved into place as a whole. */
export function createStaging(home: string): Promise<string> {
  return mkdtemp(join(home, `${PREFIX}${process.pid}-`));
}

/** Removes what installations left behind whose process is gone. */
export async function removeStaleStaging(home: string): Promise<void> {
  const stale = (await readdir(home)).filter((name) => {
    const pid = Number.parseInt(name.slice(PREFIX.length), 10);
    return name.startsWith(PREFIX) && pid > 0 && !isAlive(pid);
  });
  await Promise.all(stale.map((name) => removeFolder(join(home, name))));
}

/** Removes a folder in which processes that were just killed may still be closing files. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** Moves a complete installation to its place; what was there before is replaced, or kept if the move fails. */
export async function putInPlace(staging: string, target: string): Promise<void> {
  const former = `${staging}-former`;
  const replaces = await rename(target, former).then(
    () => true,
    () => false,
  );
  try {
    await renamePatiently(staging, target);
  } catch (error) {
    if (replaces) await rename(former, target);
    throw error;
  }
  await removeFolder(former);
}

/** On Windows a virus scanner may hold new files for a moment. */
async function renamePatiently(from: string, to: string, attempts = 20): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (attempts <= 1 || !(code === 'EPERM' || code === 'EBUSY')) throw error;
    await sleep(250);
    await renamePatiently(from, to, attempts - 1);
  }
}
