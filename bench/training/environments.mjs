// The Python environments of the contestants, made in .cache/bench from pinned requirements.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withFileLock } from '../../scripts/lib/fileLock.mjs';
import { at } from '../../scripts/lib/root.mjs';
import { say, seconds } from '../../scripts/lib/say.mjs';

const execute = promisify(execFile);
const CACHE = at('.cache', 'bench');
const PIP_TIMEOUT = 30 * 60_000;

/** Versions of Python that the pinned packages have wheels for, and what must load. */
const ENVIRONMENTS = {
  keras2: {
    pythons: ['3.11', '3.10'],
    check: 'import tensorflow, keras; print(keras.__version__, tensorflow.__version__)',
  },
  keras3: {
    pythons: ['3.11', '3.12', '3.13'],
    check: 'import tensorflow, keras; print(keras.__version__, tensorflow.__version__)',
  },
  torch: { pythons: ['3.11', '3.12', '3.13'], check: 'import torch; print(torch.__version__)' },
};

/** @typedef {keyof typeof ENVIRONMENTS} EnvironmentName */

export const cacheFolder = (/** @type {string[]} */ ...parts) => join(CACHE, ...parts);

/**
 * @param {EnvironmentName} name
 * @returns {Promise<{ python: string, versions: string }>} its interpreter, and what the check printed; rejects with the reason
 */
export async function ensureEnvironment(name) {
  return withFileLock(join(CACHE, `${name}.lock`), async () => {
    const requirements = at('bench', 'training', 'python', `requirements-${name}.txt`);
    const base = await findPython(ENVIRONMENTS[name].pythons);
    const stamp = createHash('sha256')
      .update(readFileSync(requirements))
      .update(base.version)
      .digest('hex')
      .slice(0, 12);
    const folder = join(CACHE, `venv-${name}-${stamp}`);
    const ready = join(folder, '.ready');
    const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
    if (!existsSync(ready)) await make({ name, folder, base: base.command, python, requirements });
    const { stdout } = await execute(python, ['-c', ENVIRONMENTS[name].check], {
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
    });
    writeFileSync(ready, stdout);
    return { python, versions: stdout.trim() };
  });
}

/** @param {{ name: string, folder: string, base: string, python: string, requirements: string }} options */
async function make({ name, folder, base, python, requirements }) {
  const start = Date.now();
  say(`${name}: making a Python environment in ${folder} (hundreds of megabytes are fetched)`);
  mkdirSync(CACHE, { recursive: true });
  for (const old of readdirSync(CACHE).filter((entry) => entry.startsWith(`venv-${name}-`))) {
    rmSync(join(CACHE, old), { recursive: true, force: true });
  }
  await execute(base, ['-m', 'venv', folder]);
  const install = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--only-binary=:all:',
    '-r',
    requirements,
  ];
  await execute(python, install, { timeout: PIP_TIMEOUT, maxBuffer: 1e8 });
  say(`${name}: ready after ${seconds(Date.now() - start)}`);
}

/** The first Python on the path, or the one that GRADLENS_BENCH_PYTHON names, of a version that the packages have. */
async function findPython(/** @type {string[]} */ wanted) {
  const named = process.env.GRADLENS_BENCH_PYTHON;
  const found = [];
  for (const command of named ? [named] : [...wanted.map((version) => `python${version}`), 'python3', 'python']) {
    const version = await versionOf(command);
    if (version && wanted.includes(version)) return { command, version };
    if (version) found.push(`${command} is ${version}`);
  }
  throw new Error(
    `needs Python ${wanted.join(' or ')} on the path or in GRADLENS_BENCH_PYTHON (${found.join(', ') || 'there is none'})`,
  );
}

async function versionOf(/** @type {string} */ command) {
  const program = 'import sys; print("%d.%d" % sys.version_info[:2])';
  return execute(command, ['-c', program]).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}
