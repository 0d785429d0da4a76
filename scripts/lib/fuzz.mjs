// Runs the targets of test/fuzz in processes of their own, each input within 5 s and 1 GB.
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { at } from './root.mjs';
import { say, seconds } from './say.mjs';

/** Milliseconds of computing that one input may take, so that a busy machine changes nothing, and bytes that the process may have with it. */
const TIME_LIMIT = 5000;
const MEMORY_LIMIT = 1024 ** 3;
/** Milliseconds between two looks. */
const LOOK = 100;
/** Faults of one target that are told; a hundredth one says nothing new. */
const MOST_FAULTS = 20;

const TABLE_WORKER = 'tableReader.cjs';

/** @typedef {{ target: string, index: number, what: string, ended?: boolean }} Fault */

/** @returns {Promise<number>} exit code: 1 where a reader failed on an input */
export async function fuzz(/** @type {string[]} */ argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { count: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
  });
  const [count, seed] = [Number(values.count), Number(values.seed)];
  const folder = mkdtempSync(join(tmpdir(), 'gradlens-fuzz-'));
  try {
    const worker = join(folder, 'worker.mjs');
    await build({
      entryPoints: [at('src/datasets/table/isolated/worker.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      outfile: join(folder, TABLE_WORKER),
      logLevel: 'warning',
    });
    await build({
      entryPoints: [at('test/fuzz/worker.ts')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
      banner: { js: "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url);" },
      outfile: worker,
      logLevel: 'warning',
    });
    const names = positionals.length > 0 ? positionals : await namesOf(worker, folder);
    /** @type {Fault[]} */
    const faults = [];
    for (const name of names) faults.push(...(await runTarget({ worker, folder, name, count, seed })));
    say(
      faults.length === 0
        ? `fuzz: ${names.length} readers, ${count} inputs each, no fault`
        : `fuzz: ${faults.length} faults`,
    );
    return faults.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns {Promise<string[]>} */
async function namesOf(/** @type {string} */ worker, /** @type {string} */ folder) {
  const child = start(worker, folder);
  const names = await new Promise((resolve) =>
    child.once('message', (/** @type {{ names: string[] }} */ { names }) => resolve(names)),
  );
  child.kill('SIGKILL');
  return names;
}

function start(/** @type {string} */ worker, /** @type {string} */ folder, /** @type {string} */ tableWorker = '') {
  return fork(worker, [at(), join(folder, 'files'), tableWorker], {
    execArgv: ['--max-old-space-size=1024'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/**
 * @typedef {{ worker: string, folder: string, name: string, count: number, seed: number, tableWorker?: string }} Run
 * @returns {Promise<Fault[]>}
 */
async function runTarget(/** @type {Run} */ run) {
  const { name, count, seed } = run;
  const began = Date.now();
  /** @type {Fault[]} */
  const faults = [];
  let from = 0;
  let guarded = 0;
  while (from < count && faults.length < MOST_FAULTS) {
    from = await runFrom(run, from, faults);
    const last = faults.at(-1);
    if (last?.ended && (await isEnded(run, last.index))) {
      faults.pop();
      guarded++;
    }
  }
  const done = Math.min(from, count).toLocaleString('en-US');
  const ended = guarded > 0 ? `, ${guarded} ended by the reader's guard` : '';
  say(`${name}: ${done} inputs, ${faults.length} faults${ended}, ${seconds(Date.now() - began)}`);
  for (const { index, what } of faults) say(`  input ${index} of seed ${seed}: ${what}`);
  mkdirSync(at('out'), { recursive: true });
  if (faults.length > 0)
    writeFileSync(at('out', `fuzz-${name.replaceAll(/\W/g, '-')}.json`), JSON.stringify(faults, null, 2));
  return faults;
}

/** Whether a training, which reads such tables in a thread of their own, comes to an answer where this process did not. */
async function isEnded(/** @type {Run} */ run, /** @type {number} */ index) {
  if (!/parquet|feather|arrow|json/.test(run.name)) return false;
  /** @type {Fault[]} */
  const again = [];
  await runFrom({ ...run, count: index + 1, tableWorker: join(run.folder, TABLE_WORKER) }, index, again);
  return again.length === 0;
}

/**
 * Inputs from one on, until all are done or the process has to be ended.
 * @returns {Promise<number>} the next input
 */
function runFrom(
  /** @type {Run} */ { worker, folder, name, count, seed, tableWorker = '' },
  /** @type {number} */ from,
  /** @type {Fault[]} */ faults,
) {
  return new Promise((resolve) => {
    const child = start(worker, folder, tableWorker);
    const state = { index: from, since: 0, what: '', begun: false };
    const looks = setInterval(() => {
      if (!state.begun) return;
      const memory = rssOf(child.pid ?? 0);
      if (computed(child.pid ?? 0) - state.since > TIME_LIMIT) state.what = `takes more than ${TIME_LIMIT / 1000} s`;
      else if (memory > MEMORY_LIMIT) state.what = `takes ${Math.round(memory / 1e6)} MB`;
      if (state.what !== '') child.kill('SIGKILL');
    }, LOOK);
    child.on('message', (/** @type {{ kind: string, index: number, text: string }} */ { kind, index, text }) => {
      if (kind === 'ready') child.send({ target: name, seed, from, to: count });
      if (kind === 'begun') Object.assign(state, { index, since: computed(child.pid ?? 0), begun: true });
      if (kind === 'raw') faults.push({ target: name, index, what: text });
      if (kind === 'done') Object.assign(state, { index: count });
      if (kind === 'done' || faults.length >= MOST_FAULTS) child.kill('SIGKILL');
    });
    child.once('exit', (code) => {
      clearInterval(looks);
      if (state.index < count && faults.length < MOST_FAULTS) {
        faults.push({
          target: name,
          index: state.index,
          what: state.what || `the process ended (${code})`,
          ended: true,
        });
      }
      resolve(state.index + 1);
    });
  });
}

/** Milliseconds that a process has computed, where the system tells (Linux counts in hundredths of a second); else those that passed. */
function computed(/** @type {number} */ pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return performance.now();
  }
}

/** Bytes of memory of a process; 0 where the system does not tell. */
function rssOf(/** @type {number} */ pid) {
  try {
    return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
