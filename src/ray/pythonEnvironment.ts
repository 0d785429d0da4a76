import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../errors/humanError.js';
import { failureReason, runGuarded } from '../runtime/install/guardedCommand.js';
import { takeFileLock } from '../system/fileLock.mjs';

/** Milliseconds without a word of pip after which it counts as hanging. */
const IDLE_LIMIT = 300_000;

const PREFIX = 'ray-python-';

export interface EnvironmentOptions {
  /** Where GradLens keeps its files. */
  readonly storeDirectory: string;
  /** `ray/requirements.txt` of the build. */
  readonly requirements: string;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  /** What a person names another one with. */
  readonly namedWith: string;
}

/**
 * An interpreter that has Ray: GradLens's own, made on the first use from pinned requirements.
 * @throws {HumanError} where there is no Python, or what it needs cannot be had
 */
export async function ownPython(options: EnvironmentOptions): Promise<string> {
  const { storeDirectory, requirements, signal, log } = options;
  const version = await pythonVersion(options);
  const stamp = createHash('sha256')
    .update(await readFile(requirements))
    .update(version)
    .digest('hex');
  const folder = join(storeDirectory, `${PREFIX}${stamp.slice(0, 12)}`);
  const python = join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  const ready = join(folder, '.ready');
  if (existsSync(ready)) return python;
  await mkdir(storeDirectory, { recursive: true });
  const onWait = () => log('Another process is making the Python environment for Ray: waiting for it.');
  const lock = await takeFileLock(join(storeDirectory, 'ray-python.lock'), { onWait: once(onWait), signal });
  try {
    if (existsSync(ready)) return python;
    for (const old of await readdir(storeDirectory)) {
      if (old.startsWith(PREFIX)) await rm(join(storeDirectory, old), { recursive: true, force: true });
    }
    log(
      `Making a Python environment for Ray with ${version}, once: about 180 MB are fetched, which takes a minute or two.`,
    );
    await run('python3', ['-m', 'venv', folder], options);
    const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--progress-bar=off'];
    await run(python, [...install, '--no-deps', '--only-binary=:all:', '-r', requirements], options);
    await writeFile(ready, '');
    log('The Python environment for Ray is ready.');
    return python;
  } finally {
    await lock.release();
  }
}

async function pythonVersion({ signal, namedWith }: EnvironmentOptions): Promise<string> {
  const options = { cwd: process.cwd(), signal, idleLimit: 30_000, onLine: () => {} };
  const { exitCode, lines } = await runGuarded('python3', ['--version'], options);
  if (exitCode === 0) return lines.at(-1) ?? '';
  throw new HumanError(
    `Ray needs Python, and there is no python3 on the path. Install Python 3.11, or name one that has Ray with ${namedWith}.`,
  );
}

/** Tells what pip fetches, package by package. */
async function run(
  command: string,
  args: readonly string[],
  { signal, log, namedWith }: EnvironmentOptions,
): Promise<void> {
  const onLine = (line: string) => {
    const [, name] = /^Collecting (\S+)/.exec(line) ?? [];
    if (name !== undefined) log(`  ${name}`);
  };
  const result = await runGuarded(command, args, { cwd: process.cwd(), signal, onLine, idleLimit: IDLE_LIMIT });
  if (result.exitCode === 0) return;
  throw new HumanError(
    `The Python environment for Ray could not be made: ${failureReason(result)}. Make one that has ray[default], and name its Python with ${namedWith}.`,
  );
}

function once(tell: () => void): () => void {
  let isTold = false;
  return () => {
    if (!isTold) tell();
    isTold = true;
  };
}
