// The rings of tests: what each needs to be ready, and what runs it.
import { withSharedBrowser } from '../../test/rig/browser.mjs';
import { ensureRig } from '../../test/rig/setup.mjs';
import { ensureBuild } from './build.mjs';
import { runChecks } from './checks.mjs';
import { onInterrupt } from './guarded.mjs';
import { runDesktopRing, runHostRing } from './hostRing.mjs';
import { say, seconds } from './say.mjs';
import { makeTempFolder, removeFolder, removeTempFolders } from './tempFolder.mjs';
import { withTestStore } from './testStore.mjs';
import { closingLine, isGreen, summaryTable } from './testSummary.mjs';
import { runVitestRing } from './vitestRing.mjs';

/**
 * @typedef {import('./testSummary.mjs').RingResult} RingResult
 * @typedef {{ args: string[], vscode: string | undefined, alone: boolean }} RingOptions `alone`: no other ring runs beside it
 * @typedef {(options: RingOptions) => Promise<RingResult>} Ring
 */

/** @type {Record<string, Ring>} */
const RINGS = {
  check: runChecks,
  unit: (options) => runVitestRing('unit', options, {}),
  async trainer(options) {
    await ensureBuild();
    return withTestStore((env) => runVitestRing('trainer', options, env), { versions: true });
  },
  async faults(options) {
    await ensureBuild();
    return withTestStore((env) => runVitestRing('faults', options, env));
  },
  async ray(options) {
    await ensureBuild();
    await ensureRig();
    return withTestStore((env) => runVitestRing('ray', options, env));
  },
  async webview(options) {
    await ensureBuild();
    await ensureRig();
    return withSharedBrowser((env) => runVitestRing('webview', options, env));
  },
  async host({ args }) {
    await ensureBuild();
    await ensureRig();
    return withTestStore((env) => runHostRing(args, env));
  },
  async e2e(options) {
    await ensureBuild();
    await ensureRig();
    return withTestStore((store) =>
      withSharedBrowser((browser) => runVitestRing('e2e', options, { ...store, ...browser })),
    );
  },
  async desktop({ args, vscode }) {
    await ensureBuild();
    return withTestStore((env) => runDesktopRing(args, env, vscode));
  },
};

/** Desktop VS Code is not to be had everywhere, faults take long, and Ray is large: their rings run when asked for. */
const WHEN_ASKED = ['desktop', 'faults', 'ray'];
const RUN_BY_DEFAULT = Object.keys(RINGS).filter((name) => !WHEN_ASKED.includes(name));

/** Rings that run beside the others, which draw and wait more than they compute: neither leaves a processor idle. */
const BESIDE = ['trainer'];

/** Runs the rings named in the arguments; resolves to the exit code. */
export async function runRings(/** @type {string[]} */ argv) {
  const { names, options } = parse(argv);
  const unknown = names.filter((name) => !(name in RINGS));
  if (unknown.length > 0) {
    say(`no ring of tests is called ${unknown.join(', ')}; there are ${Object.keys(RINGS).join(', ')}`);
    return 2;
  }
  removeTempFolders();
  onInterrupt(() => removeTempFolders({ own: true }));
  const lanes = [names.filter((name) => !BESIDE.includes(name)), names.filter((name) => BESIDE.includes(name))];
  const alone = lanes.some((lane) => lane.length === 0);
  const results = await withCompileCache(async () =>
    (await Promise.all(lanes.map((lane) => runLane(lane, { ...options, alone })))).flat(),
  );
  process.stdout.write(`\n${summaryTable(results)}\n\n${closingLine(results)}\n`);
  return isGreen(results) ? 0 : 1;
}

/**
 * Has every Node that an action starts, editors and trainings above all, keep the code that it compiled for the next one.
 * @template T
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
async function withCompileCache(action) {
  if (process.env.NODE_COMPILE_CACHE) return action();
  const folder = makeTempFolder('compile-cache');
  process.env.NODE_COMPILE_CACHE = folder;
  try {
    return await action();
  } finally {
    delete process.env.NODE_COMPILE_CACHE;
    removeFolder(folder);
  }
}

/** One ring after the other. */
async function runLane(/** @type {string[]} */ names, /** @type {RingOptions} */ options) {
  /** @type {RingResult[]} */
  const results = [];
  for (const name of names) results.push(await runRing(name, options));
  return results;
}

/** @returns {Promise<RingResult>} */
async function runRing(/** @type {string} */ name, /** @type {RingOptions} */ options) {
  const start = Date.now();
  say(`\n▶ ${name}`);
  try {
    const result = await RINGS[name]?.(options);
    if (!result) throw new Error('unknown ring');
    if (result.problem) say(`${name}: ${result.problem}`);
    return { ...result, milliseconds: Date.now() - start };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    say(`${name} could not run: ${problem}`);
    return { name, passed: 0, failed: 0, skipped: 0, problem: 'could not run', milliseconds: Date.now() - start };
  } finally {
    say(`◀ ${name}: ${seconds(Date.now() - start)}`);
  }
}

/** Rings come first; `--vscode PATH` is for the desktop ring, all else for the runner of the ring. */
function parse(/** @type {string[]} */ argv) {
  const firstOther = argv.findIndex((arg) => arg.startsWith('-') || /[./]/.test(arg));
  const named = firstOther < 0 ? argv : argv.slice(0, firstOther);
  const args = firstOther < 0 ? [] : argv.slice(firstOther).filter((arg) => arg !== '--');
  let vscode = process.env.GRADLENS_VSCODE;
  const at = args.indexOf('--vscode');
  if (at >= 0) [, vscode] = args.splice(at, 2);
  return { names: named.length > 0 ? named : RUN_BY_DEFAULT, options: { args, vscode } };
}
