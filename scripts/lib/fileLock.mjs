// Lets one process at a time do something; the others wait. A lock whose owner is gone is taken over.
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onInterrupt } from './guarded.mjs';
import { showProgress } from './say.mjs';

const HEARTBEAT = 2000;
/** A live owner touches its lock far more often; an older one belongs to a process whose number was given out again. */
const STALE_AFTER = 60_000;

/**
 * Runs the action while holding the lock.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withFileLock(file, action) {
  mkdirSync(dirname(file), { recursive: true });
  while (!tryCreate(file)) {
    if (isStale(file)) takeAway(file);
    else {
      showProgress(`waiting for another run that holds ${file}`);
      await sleep(250);
    }
  }
  const heartbeat = setInterval(() => touch(file), HEARTBEAT);
  const release = () => {
    clearInterval(heartbeat);
    rmSync(file, { force: true });
  };
  const forget = onInterrupt(release);
  try {
    return await action();
  } finally {
    forget();
    release();
  }
}

function tryCreate(/** @type {string} */ file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function isStale(/** @type {string} */ file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > STALE_AFTER) return true;
    const owner = Number(readFileSync(file, 'utf8'));
    if (owner > 0) process.kill(owner, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** Removes a stale lock. A second lock sees to it that no waiter removes the lock that another has just taken over. */
function takeAway(/** @type {string} */ file) {
  const takeover = `${file}.takeover`;
  if (!tryCreate(takeover)) {
    if (isStale(takeover)) rmSync(takeover, { force: true });
    return;
  }
  try {
    if (isStale(file)) rmSync(file, { force: true });
  } finally {
    rmSync(takeover, { force: true });
  }
}

function touch(/** @type {string} */ file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Somebody took it for stale; the work goes on all the same.
  }
}

const codeOf = (/** @type {unknown} */ error) => /** @type {NodeJS.ErrnoException} */ (error).code;
