// Temporary folders that do not stay behind: named after the process that made them, so that those of one that was killed are
// found and removed by the next.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../src/system/isAlive.mjs';

const PREFIX = 'gradlens-test-';

/** Makes a temporary folder; the caller removes it with `removeFolder`. */
export function makeTempFolder(/** @type {string} */ what) {
  return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-${what}-`));
}

/** Removes a folder in which a process that has just ended may still be writing. */
export function removeFolder(/** @type {string} */ folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** Removes the temporary folders of processes that are gone, and this process's own where it is about to end. */
export function removeTempFolders({ own = false } = {}) {
  for (const name of readdirSync(tmpdir())) {
    const owner = ownerOf(name);
    if (owner === null || (owner === process.pid ? !own : isAlive(owner))) continue;
    removeFolder(join(tmpdir(), name));
  }
}

/** Process id in the name of a temporary folder, or null where the folder is not ours. */
export function ownerOf(/** @type {string} */ name) {
  const match = name.startsWith(PREFIX) ? /^(\d+)-/.exec(name.slice(PREFIX.length)) : null;
  return match ? Number(match[1]) : null;
}
