import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { at } from '../../scripts/lib/root.mjs';
import { say } from '../../scripts/lib/say.mjs';
import { makeTempFolder, removeFolder } from '../../scripts/lib/tempFolder.mjs';
import { makeWorkspace } from './workspace.mjs';

const RESOLUTION_MS = 5;
const NANOSECONDS_A_MILLISECOND = 1e6;
/** Of a project with some models, and of one where every file has one. */
const SHARES = [0.05, 1];

/** @returns {Promise<number>} 0; what it finds is told and written, and judged by nobody */
export async function runIndexBench(/** @type {string[]} */ argv) {
  const { values } = parseArgs({ args: argv, options: { files: { type: 'string', default: '20000' } } });
  const files = Number(values.files);
  if (!(files > 0)) throw new Error('--files wants a number above 0');
  const folder = makeTempFolder('index');
  try {
    const { WorkspaceIndex } = await hostSide(folder);
    const figures = [];
    for (const share of SHARES) {
      const workspace = join(folder, `workspace-${share}`);
      makeWorkspace(workspace, { files, share });
      const options = {
        workerFile: at('dist', 'workspaceIndexer.js'),
        storageFile: join(folder, `models-${share}.json`),
        log: () => {},
      };
      const cold = await measure(new WorkspaceIndex(options), workspace);
      const warm = await measure(new WorkspaceIndex(options), workspace);
      figures.push({ files, share, cold, warm });
      for (const [name, { seconds, cpuSeconds, hostSeconds, longestStall, models }] of Object.entries({ cold, warm })) {
        const cpu = `${cpuSeconds.toFixed(1)} s of processor time, ${hostSeconds.toFixed(2)} s of it on the asking thread`;
        const stall = `longest stall ${longestStall.toFixed(0)} ms`;
        say(`${files} files, ${models} models, ${name}: ${seconds.toFixed(1)} s (${cpu}), ${stall}`);
      }
      rmSync(workspace, { recursive: true, force: true });
    }
    const machine = {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      system: `${process.platform} ${release()}`,
    };
    mkdirSync(at('bench', 'results'), { recursive: true });
    const result = { when: new Date().toISOString(), machine, figures };
    writeFileSync(at('bench', 'results', 'index.json'), `${JSON.stringify(result, null, 2)}\n`);
    return 0;
  } finally {
    removeFolder(folder);
  }
}

/** @returns {Promise<typeof import('../../src/workspace/workspaceIndex.js')>} */
async function hostSide(/** @type {string} */ folder) {
  const outfile = join(folder, 'workspaceIndex.mjs');
  await build({
    entryPoints: [at('src', 'workspace', 'workspaceIndex.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
  });
  return import(pathToFileURL(outfile).href);
}

/** Seconds until a scan is complete, those of processor time that it and the asking thread took, and the longest time for which it held up the thread that asked for it. */
async function measure(
  /** @type {import('../../src/workspace/workspaceIndex.js').WorkspaceIndex} */ index,
  /** @type {string} */ path,
) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const ready = Promise.withResolvers();
  index.onDidChangeState((state) => {
    if (state === 'ready') ready.resolve(undefined);
    if (state === 'failed') ready.reject(new Error('the index was given up'));
  });
  delay.enable();
  const started = performance.now();
  const before = process.cpuUsage();
  const hostBefore = process.threadCpuUsage();
  index.scan([{ path, excludes: [{ pattern: '**/.git', when: null }], useIgnoreFiles: true }]);
  await ready.promise;
  const seconds = (performance.now() - started) / 1000;
  const cpuSeconds = inSeconds(process.cpuUsage(before));
  const hostSeconds = inSeconds(process.threadCpuUsage(hostBefore));
  delay.disable();
  const models = [...index.files.values()].reduce((sum, each) => sum + each.length, 0);
  // The index is written a little after the scan.
  await new Promise((resolve) => setTimeout(resolve, 4000));
  index.dispose();
  const longestStall = Math.max(0, delay.max / NANOSECONDS_A_MILLISECOND - RESOLUTION_MS);
  return { seconds, cpuSeconds, hostSeconds, longestStall, models };
}

const inSeconds = (/** @type {NodeJS.CpuUsage} */ { user, system }) => (user + system) / 1e6;
