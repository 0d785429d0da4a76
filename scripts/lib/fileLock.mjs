// Lets one process at a time do something; the others wait.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { takeFileLock } from '../../src/system/fileLock.mjs';
import { onInterrupt } from './guarded.mjs';
import { showProgress } from './say.mjs';

/**
 * Runs the action while holding the lock.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withFileLock(file, action) {
  mkdirSync(dirname(file), { recursive: true });
  const lock = await takeFileLock(file, { onWait: () => showProgress(`waiting for another run that holds ${file}`) });
  const forget = onInterrupt(lock.release);
  try {
    return await action();
  } finally {
    forget();
    await lock.release();
  }
}
