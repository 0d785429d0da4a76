// A host as the extension is one: starts GradLens's trainer for each turn, stores the series and leaves run files. Asked over stdin.
// Usage: node gradlensHost.mjs RUNS_MODULE STORE
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { at } from '../../../scripts/lib/root.mjs';
import { answer, answerIn } from './answers.mjs';
import { fitTimes } from './fitTimes.mjs';

const [module = '', storeDirectory = ''] = process.argv.slice(2);
const RESOLUTION_MS = 2;
const NANOSECONDS_A_MILLISECOND = 1e6;

/** @type {import('../gradlensModule.mjs').GradLensModule} */
const gradlens = await import(pathToFileURL(module).href);

/**
 * One run to its end.
 * @param {{ file: string, backend: import('../../../src/protocol/backend.js').BackendInfo, settings: object }} request
 */
async function turn({ file, backend, settings }) {
  let pid = 0;
  let peakMemory = Number.NaN;
  let last = { first: 0, epochs: 0 };
  /** @type {string[]} */
  const errors = [];
  const runs = gradlens.createRuns({
    storeDirectory,
    trainerEntry: at('dist', 'trainer', 'main.mjs'),
    readerWorker: at('dist', 'runReader.js'),
    settings: () => ({ ...gradlens.DEFAULT_RUN_SETTINGS, ...settings }),
    log: (line) => {
      pid = Number(/process (\d+)/.exec(line)?.[1] ?? pid);
    },
    onOutput: (_run, stream, text) => {
      if (stream === 'stderr') errors.push(text);
      for (const line of text.split('\n')) last = answerIn(line) ?? last;
    },
  });
  try {
    const text = readFileSync(file, 'utf8');
    const models = gradlens.findModels(text, file);
    const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    const run = await runs.start({
      file,
      cwd: storeDirectory,
      args: [],
      env: {},
      nodeFlags: [],
      model: models[0] ?? null,
      build: null,
      dataName: null,
      dataFiles: [],
      choices: null,
      sources: [],
      notes: [],
      proposed: [],
      saveTo: null,
      only: null,
      sizes: gradlens.modelSizes(models),
      epochs: null,
      seed: null,
      share: 1,
      depth: null,
      asked: null,
      sweep: null,
      backend,
    });
    await new Promise((resolve) => {
      run.onDidChange((change) => {
        if (change.kind === 'fitStarted') delay.enable();
        if (change.kind === 'records') peakMemory = peakMemoryOf(pid) ?? peakMemory;
        if (run.state.kind === 'ended') resolve(undefined);
      });
    });
    delay.disable();
    const [fit] = run.fits;
    if (run.state.kind !== 'ended' || run.state.outcome !== 'completed' || !fit) {
      throw new Error(run.problems[0]?.message ?? (errors.join('\n').slice(-500) || `the run is ${run.state.kind}`));
    }
    const folder = join(storeDirectory, 'runs', run.id);
    const times = fitTimes(gradlens, folder, fit.summary);
    const { mode = 'eager', reason = null, step = 0 } = fit.stepMode ?? {};
    return {
      ...times.after(last.first, last.epochs, step),
      loss: fit.epochs.at(-1)?.logs.loss ?? null,
      losses: times.losses,
      firstCompiled: mode === 'compiled' ? (times.ends[step] ?? null) : null,
      bytes: bytesIn(folder, times.losses.length * fit.summary.variables.length),
      mode,
      reason,
      peakMemory,
      hostStall: Math.max(0, delay.max / NANOSECONDS_A_MILLISECOND - RESOLUTION_MS),
      hostMemory: process.memoryUsage().rss,
      seriesLength: fit.series.length,
    };
  } finally {
    await runs.deleteAll();
    await runs.close();
  }
}

/** Of the records of batches, and of everything in a run's folder but its model, by batch and variable. */
function bytesIn(/** @type {string} */ folder, /** @type {number} */ count) {
  const sizes = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, size: statSync(join(folder, name)).size }));
  const records = sizes.find(({ name }) => /^fit-\d+\.arrow$/.test(name))?.size ?? Number.NaN;
  return { records: records / count, all: sizes.reduce((sum, { size }) => sum + size, 0) / count };
}

/** Most memory that a process has had resident, bytes; null where the system does not tell. */
function peakMemoryOf(/** @type {number} */ pid) {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return null;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  answer(await turn(JSON.parse(line)).catch((error) => ({ error: String(error?.message ?? error) })));
}
process.exit(0);
