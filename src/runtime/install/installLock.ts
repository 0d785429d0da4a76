import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../system/isAlive.js';

const RETRY_INTERVAL = 500;
const HEARTBEAT_INTERVAL = 5_000;
/** A lock that nobody touched for this long is abandoned, whoever has its process id by now. */
const ABANDONED_AFTER = 60_000;

export interface InstallLock {
  release(): Promise<void>;
}

/**
 * Makes sure that one installation at a time works in a folder, across processes. The lock is a file that names its
 * owner's process id; the lock of a process that is gone is taken over.
 * @throws the signal's reason if it aborts while waiting.
 */
export async function acquireInstallLock(
  folder: string,
  signal: AbortSignal,
  onWait: () => void,
): Promise<InstallLock> {
  const file = join(folder, 'install.lock');
  const content = `${process.pid} ${randomUUID()}`;
  while (!(await create(file, content))) {
    if (await removeAbandoned(file)) continue;
    onWait();
    await sleep(RETRY_INTERVAL, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined); // it was deleted by hand: nothing to keep alive
  }, HEARTBEAT_INTERVAL);
  heartbeat.unref();
  return {
    release: async () => {
      clearInterval(heartbeat);
      if ((await read(file)) === content) await rm(file, { force: true });
    },
  };
}

async function create(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** @returns whether the lock may be free now. */
async function removeAbandoned(file: string): Promise<boolean> {
  const content = await read(file);
  const touched = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
  if (content === null || touched === null) return true;
  // An owner that has created the file but not yet written to it has no process id here.
  const pid = Number.parseInt(content, 10);
  const abandoned = Date.now() - touched > ABANDONED_AFTER || (pid > 0 && !isAlive(pid));
  if (!abandoned) return false;
  // Two may come here at once: renaming is atomic, so that one of them cannot delete the lock that the other makes next.
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  const moved = await read(aside);
  if (moved !== null && moved !== content) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
  return true;
}

async function read(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}
