// The dependencies of this repository, installed when they are missing or older than package-lock.json.
import { existsSync, readFileSync } from 'node:fs';
import { withFileLock } from './fileLock.mjs';
import { npmCi } from './npmCi.mjs';
import { at } from './root.mjs';
import { say } from './say.mjs';

/** @typedef {{ packages?: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} Lock */

/** Installs if need be; safe when two runs start at once. */
export async function ensureDependencies() {
  if (areInstalled()) return;
  await withFileLock(at('.cache', 'dependencies.lock'), async () => {
    if (areInstalled()) return;
    say('dependencies: node_modules is missing or older than package-lock.json; running npm ci');
    await npmCi(at(), 'dependencies');
  });
}

function areInstalled() {
  // npm writes this file last, so an installation that was cut off half way has none.
  const hidden = at('node_modules', '.package-lock.json');
  return existsSync(hidden) && satisfies(readLock(at('package-lock.json')), readLock(hidden));
}

/** @returns {Lock} */
function readLock(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * Whether what is installed is what the lock names: nothing else, and only optional packages missing.
 * @param {Lock} wanted package-lock.json
 * @param {Lock} installed node_modules/.package-lock.json
 */
export function satisfies({ packages: wanted = {} }, { packages: installed = {} }) {
  const isSame = (/** @type {string} */ name) =>
    wanted[name]?.version === installed[name]?.version && wanted[name]?.integrity === installed[name]?.integrity;
  const names = Object.keys(wanted).filter((name) => name !== '');
  return (
    names.every((name) => (name in installed ? isSame(name) : wanted[name]?.optional === true)) &&
    Object.keys(installed).every((name) => name in wanted)
  );
}
