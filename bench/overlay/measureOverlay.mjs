// Draws eight runs over each other while the first one trains: first without a page, for what it costs the host, then with one, for its frames.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { at } from '../../scripts/lib/root.mjs';
import { say } from '../../scripts/lib/say.mjs';
import { startBrowser } from '../../test/rig/browser.mjs';
import { bundleModule } from '../bundledModule.mjs';
import { countFrames } from '../soak/dashboardFrame.mjs';

const RUNS = 8;
const BATCHES = 1_000_000;
const UPDATES_A_SECOND = 30;
const BATCHES_AN_UPDATE = 30;
const SECONDS = 10;
const SNAPSHOTS = 5;
/** In milliseconds, and in frames a second. */
const LIMITS = { snapshot: 100, stall: 50, frames: 30 };

const SOURCE = `
export { LiveDashboard } from './test/webview/support/liveDashboard.ts';
export { SyntheticFit, SyntheticRun, trainVanishing } from './test/webview/support/syntheticRun.ts';
`;

/** @returns {Promise<number>} the exit code */
export async function measureOverlay() {
  const define = { 'import.meta.dirname': JSON.stringify(at('test', 'webview', 'support')) };
  const outfile = await bundleModule(SOURCE, at('.cache', 'bench', 'overlay.mjs'), { define });
  const { LiveDashboard, SyntheticFit, SyntheticRun, trainVanishing } = await import(outfile);
  const runs = Array.from({ length: RUNS }, (_, index) => {
    const run = new SyntheticRun(`run-${index}`, {}, index);
    const fit = new SyntheticFit({ batchesPerEpoch: BATCHES / 50, epochs: 60 });
    run.fits = [fit];
    trainVanishing(fit, BATCHES);
    if (index > 0) {
      fit.end = { fit: 1, outcome: 'completed', epochs: 50, batches: BATCHES, seconds: 100 };
      run.state = {
        ...{ kind: 'ended', outcome: 'completed', exitCode: 0 },
        ...{ message: null, verdict: null, endedAt: index + 1 },
      };
    }
    return run;
  });
  say(`${RUNS} runs of ${BATCHES} batches, ${UPDATES_A_SECOND} updates a second`);
  const [main] = runs;
  /** @returns the most milliseconds of the processor that the host's thread took between two updates */
  const train = async (/** @type {number} */ seconds) => {
    let most = 0;
    for (let update = 0; update < seconds * UPDATES_A_SECOND; update++) {
      const before = process.threadCpuUsage();
      trainVanishing(main.fits[0], BATCHES_AN_UPDATE);
      main.change();
      await sleep(1000 / UPDATES_A_SECOND);
      const { user, system } = process.threadCpuUsage(before);
      most = Math.max(most, (user + system) / 1000);
    }
    return most;
  };
  const browser = await startBrowser();
  const live = await LiveDashboard.open(browser, runs, { width: 1440 });
  try {
    const { page } = live;
    await page.getByRole('progressbar').first().waitFor();
    // The rig posts as text, which the editor does not: what that takes is none of the host's.
    const post = live.dashboard.post.bind(live.dashboard);
    live.dashboard.post = async () => {};
    const snapshots = Array.from({ length: SNAPSHOTS }, () => {
      const start = performance.now();
      live.session.compare(runs);
      return performance.now() - start;
    });
    const snapshot = Math.max(...snapshots);
    await sleep(1000);
    const delays = monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    const busiest = await train(SECONDS);
    delays.disable();
    live.dashboard.post = post;
    live.session.compare(runs);
    await page.getByRole('heading', { name: 'Runs compared' }).waitFor();
    const [frames] = await Promise.all([countFrames(page.mainFrame(), SECONDS * 1000), train(SECONDS)]);
    const stall = delays.max / 1e6;
    const each = snapshots.map((took) => took.toFixed(1)).join(', ');
    say(`snapshots of ${each} ms (at most ${LIMITS.snapshot})`);
    const usual = delays.percentile(99) / 1e6;
    say(
      `longest stall of the host ${stall.toFixed(1)} ms, p99 ${usual.toFixed(1)} ms, with whatever else the machine does`,
    );
    say(`at most ${busiest.toFixed(1)} ms of the host's processor time between two updates (at most ${LIMITS.stall})`);
    say(`${frames.toFixed(1)} frames a second (at least ${LIMITS.frames})`);
    return snapshot < LIMITS.snapshot && busiest < LIMITS.stall && frames >= LIMITS.frames ? 0 : 1;
  } finally {
    await live.close();
    await browser.close();
  }
}
