import { cpus, loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { at } from '../../scripts/lib/root.mjs';
import { megabytes, say } from '../../scripts/lib/say.mjs';
import { makeTempFolder, removeFolder } from '../../scripts/lib/tempFolder.mjs';
import { gradlens } from './gradlens.mjs';
import { ROWS, SimulatedWorkers } from './simulatedWorkers.mjs';

/** Lines that each trial sends: a worker sends one in 250 ms at most. */
const ROUNDS = 20;

/** Feeds what so many workers write into this machine's end of a sweep as fast as it takes it. @returns {Promise<number>} 0 */
export async function measureRay(/** @type {string[]} */ argv) {
  const { values } = parseArgs({ args: argv, options: { trials: { type: 'string', default: '100,300,1000' } } });
  say(`${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, load ${loadavg()[0]?.toFixed(1)}`);
  for (const trials of values.trials.split(',').map(Number)) {
    const folder = makeTempFolder('ray');
    try {
      await measure(await gradlens(folder), folder, trials);
    } finally {
      removeFolder(folder);
    }
  }
  return 0;
}

async function measure(
  /** @type {import('./gradlens.mjs').Gradlens} */ code,
  /** @type {string} */ folder,
  /** @type {number} */ count,
) {
  const nothing = () => {};
  const trials = new code.RayTrials(nothing, nothing);
  const runs = code.createRuns({
    ...{ storeDirectory: folder, trainerEntry: '', readerWorker: at('dist', 'runReader.js') },
    settings: () => code.DEFAULT_RUN_SETTINGS,
    startTrainer: (start, { sweep }) =>
      trials.start(String(sweep?.trial), start, {
        folders: { project: '/net', embedded: '/e', run: start.options.runDirectory },
        backend: null,
      }),
    log: () => {},
    onOutput: () => {},
  });
  const workers = await SimulatedWorkers.read();
  const backend = /** @type {const} */ ({ kind: 'wasm', version: '4.22.0', origin: 'embedded', path: '/e' });
  for (let trial = 1; trial <= count; trial += 1) {
    const sweep = { id: 'bench', trial };
    await runs.start({ ...code.PLAIN_RUN, file: '/net/net.mjs', cwd: '/net', sweep, backend });
    receive(code, trials, workers.begin(trial));
  }
  const before = process.memoryUsage().rss;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let trial = 1; trial <= count; trial += 1) {
      const line = workers.records(trial, round);
      bytes += line.length;
      receive(code, trials, [line]);
      await turn();
    }
  }
  const seconds = (performance.now() - began) / 1000;
  delay.disable();
  const messages = ROUNDS * count;
  say(
    `${count} trials: ${Math.round(messages / seconds)} messages a second with ${Math.round((messages * ROWS) / seconds)} records ` +
      `(${megabytes(bytes / seconds)} a second); memory ${megabytes(before)} before, ${megabytes(process.memoryUsage().rss)} after ` +
      `${ROUNDS * ROWS} records each; longest stall ${Math.round(delay.max / 1e6)} ms`,
  );
  trials.end('the bench is over');
  await runs.close();
}

function receive(
  /** @type {import('./gradlens.mjs').Gradlens} */ code,
  /** @type {import('../../src/ray/rayTrials.js').RayTrials} */ trials,
  /** @type {readonly string[]} */ lines,
) {
  for (const line of lines) {
    const message = code.readDriverLine(line);
    if ('trial' in message) trials.receive(message);
  }
}
