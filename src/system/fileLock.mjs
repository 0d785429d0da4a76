// Plain JavaScript: scripts take it too, in a bare clone, on any Node from 20 on, before anything is installed.
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './isAlive.mjs';
import { processIdentity } from './processIdentity.mjs';

const RETRY_INTERVAL = 250;
const HEARTBEAT_INTERVAL = 5_000;
/**
 * A lock that nobody touched while somebody waited for so long is abandoned, where the system does not tell whether its owner lives. The one who
 * waits measures it: the clock that the file's time is from may be set meanwhile.
 */
const ABANDONED_AFTER = 60_000;

/**
 * @typedef {object} FileLock
 * @property {() => Promise<void>} release
 */

/**
 * Makes sure that one process at a time does something. The lock is a file that names its owner's process; the lock of a process that is gone
 * is taken over.
 * @param {string} file in a folder that is there
 * @param {{ onWait: () => void, signal?: AbortSignal }} how
 * @returns {Promise<FileLock>} rejects with the signal's reason if it aborts while waiting
 */
export async function takeFileLock(file, { onWait, signal }) {
  const content = [process.pid, randomUUID(), (await processIdentity(process.pid)) ?? ''].join(' ');
  let seen = { state: '', since: 0 };
  while (!(await create(file, content))) {
    const owner = await read(file);
    const touched = await stat(file).catch(() => null);
    // Given back meanwhile, or not to be read: either way somebody else may try first.
    if (owner !== null && touched !== null) {
      const state = `${owner} ${touched.mtimeMs}`;
      if (seen.state !== state) seen = { state, since: performance.now() };
      if (await isAbandoned(owner, performance.now() - seen.since)) {
        await remove(file, owner);
        continue;
      }
    }
    onWait();
    await sleep(RETRY_INTERVAL, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
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

async function create(/** @type {string} */ file, /** @type {string} */ content) {
  try {
    await writeFile(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * @param {string} owner
 * @param {number} quiet milliseconds for which the lock was not touched
 */
async function isAbandoned(owner, quiet) {
  const [pid = '', , identity = ''] = owner.split(' ');
  // An owner that has created the file but not yet written to it has no process id here.
  if (!(Number(pid) > 0)) return quiet > ABANDONED_AFTER;
  if (!isAlive(Number(pid))) return true;
  const alive = identity === '' ? null : await processIdentity(Number(pid));
  return alive === null ? quiet > ABANDONED_AFTER : alive !== identity;
}

/** Two may come here at once: renaming is atomic, so that one of them cannot delete the lock that the other makes next. */
async function remove(/** @type {string} */ file, /** @type {string} */ owner) {
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  const moved = await read(aside);
  if (moved !== null && moved !== owner) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

const read = (/** @type {string} */ file) => readFile(file, 'utf8').catch(() => null);
