import { cpus } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { serialize } from 'node:v8';
import { at } from '../../scripts/lib/root.mjs';
import { say } from '../../scripts/lib/say.mjs';
import { makeTempFolder, removeFolder } from '../../scripts/lib/tempFolder.mjs';
import { startBrowser } from '../../test/rig/browser.mjs';
import { countFrames } from '../soak/dashboardFrame.mjs';
import { gradlens } from './gradlens.mjs';
import { simulatedSweep, simulatedTraining } from './simulatedSweep.mjs';

const RESOLUTION_MS = 5;
const NANOSECONDS_A_MILLISECOND = 1e6;
const MEGABYTE = 1024 * 1024;
const PERIOD_MS = 2000;
const NOTHING = { current: null, version: null, onDidChange: () => ({ dispose() {} }) };

/** @typedef {import('./gradlens.mjs').Gradlens} Gradlens */

/** @returns {Promise<number>} 0; what it finds is told, and judged by nobody */
export async function measureSweep(/** @type {string[]} */ argv) {
  const { values } = parseArgs({ args: argv, options: { trials: { type: 'string', default: '200' } } });
  const count = Number(values.trials);
  if (!(count > 0)) throw new Error('--trials wants a number above 0');
  const folder = makeTempFolder('sweep');
  try {
    const code = await gradlens(folder);
    const simulated = await simulatedSweep(code, count);
    say(`${count} trials on ${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown processor'}`);
    await measureHost(code, simulated, new code.SweepFiles(folder, say));
    await measurePage(code, simulated, new code.SweepFiles(folder, say));
    return 0;
  } finally {
    removeFolder(folder);
  }
}

/** @typedef {Awaited<ReturnType<typeof simulatedSweep>>} Simulated */
/** @typedef {import('../../src/sweep/sweepFiles.js').SweepFiles} SweepFiles */

async function measureHost(
  /** @type {Gradlens} */ code,
  /** @type {Simulated} */ simulated,
  /** @type {SweepFiles} */ files,
) {
  const sweeps = opened(code, simulated, files);
  const sent = { messages: 0, bytes: 0, most: 0 };
  const session = new code.DashboardSession({
    ...{ runs: new code.SyntheticRuns(), tries: new code.Tries(), positions: new code.RunPositions() },
    ...{ depth: NOTHING, kept: NOTHING, sweeps, folders: () => [], reveal: () => {}, warn: say },
    places: { textOf: () => '', onDidChange: NOTHING.onDidChange },
    actions: /** @type {never} */ ({}),
    post: async (message) => {
      const { length } = serialize(message);
      sent.messages += 1;
      sent.bytes += length;
      sent.most = Math.max(sent.most, length);
    },
  });
  session.receive({ type: 'ready', look: { width: 1000, zoom: null, openLayers: [] } });
  const before = memory();
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const cpu = process.threadCpuUsage();
  const busy = watchBusy();
  const started = performance.now();
  delay.enable();
  await sweeps.train();
  const seconds = await untilDone(sweeps).then(() => (performance.now() - started) / 1000);
  delay.disable();
  const longest = busy.end();
  const { user, system } = process.threadCpuUsage(cpu);
  const stall = (/** @type {number} */ of) => Math.max(0, of / NANOSECONDS_A_MILLISECOND - RESOLUTION_MS).toFixed(1);
  const after = memory();
  say(`host: longest stretch of work ${longest.toFixed(1)} ms of processor time, simulation included`);
  say(
    `host: in ${seconds.toFixed(1)} s a longest stall of ${stall(delay.max)} ms by the clock, p99.9 ${stall(delay.percentile(99.9))} ms`,
  );
  say(`host: ${((user + system) / 1e6).toFixed(2)} s of processor time, simulation included`);
  say(`host: heap ${before.toFixed(1)} to ${after.toFixed(1)} MB`);
  const kilobytes = (/** @type {number} */ bytes) => (bytes / 1024).toFixed(1);
  say(
    `host: ${sent.messages} messages, ${kilobytes(sent.bytes / sent.messages)} KB each, the largest ${kilobytes(sent.most)} KB`,
  );
  const listed = performance.now();
  await files.newest();
  say(`host: list of sweeps in ${(performance.now() - listed).toFixed(1)} ms`);
  session.dispose();
  await sweeps.close();
}

async function measurePage(
  /** @type {Gradlens} */ code,
  /** @type {Simulated} */ simulated,
  /** @type {SweepFiles} */ files,
) {
  const browser = await startBrowser();
  try {
    const sweeps = opened(code, simulated, files);
    const setting = { folder: at('dist', 'webview') };
    const none = /** @type {const} */ ([undefined, undefined, undefined]);
    const live = await code.LiveDashboard.open(browser, [], setting, ...none, sweeps);
    const idle = await countFrames(live.page.mainFrame(), PERIOD_MS);
    const cdp = await live.page.context().newCDPSession(live.page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async () => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    };
    const [before, started] = [await busy(), performance.now()];
    await sweeps.train();
    const frames = [];
    while (sweeps.isTraining) frames.push(await countFrames(live.page.mainFrame(), PERIOD_MS));
    const share = ((await busy()) - before) / ((performance.now() - started) / 1000);
    const sorted = frames.slice(0, -1).sort((one, other) => one - other);
    const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
    say(
      `page: ${idle.toFixed(1)} frames a second before, median ${median.toFixed(1)} and least ${(sorted[0] ?? Number.NaN).toFixed(1)} (of ${PERIOD_MS / 1000} s) while it trains`,
    );
    say(`page: its thread has work for ${(share * 100).toFixed(0)} % of the time`);
    await live.close();
    await sweeps.close();
  } finally {
    await browser.close();
  }
}

function opened(/** @type {Gradlens} */ code, /** @type {Simulated} */ simulated, /** @type {SweepFiles} */ files) {
  const sweeps = new code.Sweeps();
  sweeps.open({
    file: simulated.file,
    place: 'net.js:1',
    train: async () => simulatedTraining(code, simulated, files),
    show: async () => {},
    put: async () => {},
  });
  return sweeps;
}

/** Processor time between two looks at it, the most of all: what else the machine does is not in it. */
function watchBusy() {
  let before = process.threadCpuUsage();
  let most = 0;
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    most = Math.max(most, (user + system) / 1000);
  }, RESOLUTION_MS);
  return {
    end() {
      clearInterval(timer);
      return most;
    },
  };
}

/** @returns {Promise<void>} */
const untilDone = (/** @type {import('../../src/sweep/sweeps.js').Sweeps} */ sweeps) =>
  new Promise((resolve) => {
    const listening = sweeps.onDidChange(() => {
      if (sweeps.isTraining) return;
      listening.dispose();
      resolve();
    });
  });

/** Megabytes. */
function memory() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / MEGABYTE;
}
