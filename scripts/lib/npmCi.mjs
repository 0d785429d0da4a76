// `npm ci` with progress: npm itself shows none where its output is not a terminal.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GuardedChild } from './guarded.mjs';
import { clearProgress, say, seconds, showProgress } from './say.mjs';

const TRIES = 3;
const LINES_SHOWN_ON_FAILURE = 15;
/** npm's code for a lock file that does not fit package.json: another try cannot help. */
const NOT_WORTH_ANOTHER_TRY = /npm error code EUSAGE/;

/**
 * Installs what the folder's lock file names, without install scripts. Tries again where the network fails.
 * @param {string} folder
 * @param {string} what named in the progress
 */
export async function npmCi(folder, what) {
  for (let attempt = 1; ; attempt += 1) {
    const start = Date.now();
    const { code, output } = await tryOnce(folder, what);
    if (code === 0) {
      say(`${what}: installed in ${seconds(Date.now() - start)}`);
      return;
    }
    const errors = output.filter((line) => line.startsWith('npm error')).slice(0, LINES_SHOWN_ON_FAILURE);
    say(`${what}: npm ci failed (exit ${code}):\n${errors.join('\n')}`);
    if (attempt === TRIES || NOT_WORTH_ANOTHER_TRY.test(errors.join('\n'))) {
      throw new Error(`${what}: npm ci failed; what it said is above`);
    }
    say(`${what}: trying again (${attempt + 1} of ${TRIES})`);
  }
}

async function tryOnce(/** @type {string} */ folder, /** @type {string} */ what) {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=http'];
  const env = { ...process.env, NODE_ENV: '' };
  const child = new GuardedChild(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
    cwd: folder,
    env,
    output: 'pipe',
  });
  /** @type {string[]} */
  const output = [];
  const packages = packagesIn(folder);
  let fetched = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      for (const line of text.split('\n').filter((part) => part.trim() !== '')) {
        const name = fetchedPackage(line);
        if (name === null) output.push(line);
        else if (name !== '') showProgress(`${what}: ${++fetched} of ${packages} packages fetched, ${name} last`);
      }
    });
  }
  const code = await child.exit;
  clearProgress();
  return { code, output };
}

/** How many packages the folder's lock file has npm fetch. */
function packagesIn(/** @type {string} */ folder) {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  return Object.values(packages).filter(({ integrity }) => integrity !== undefined).length;
}

/** The archive that a line of `--loglevel=http` is about, or null for any other line. */
export function fetchedPackage(/** @type {string} */ line) {
  if (!line.includes('http fetch') && !line.includes('http cache')) return null;
  return /\/([^/\s]+)\.tgz/.exec(line)?.[1] ?? '';
}
