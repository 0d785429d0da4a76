import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { SessionDeps } from '../../../src/dashboard/session.js';
import type { Run } from '../../../src/runs/types.js';
import type { Tries } from '../../../src/trials/tries.js';
import { startBrowser } from '../../rig/browser.mjs';
import type { Setting } from './dashboardPage.js';
import { LiveDashboard } from './liveDashboard.js';

interface Dashboards {
  open(
    runs: readonly Run[],
    setting?: Setting,
    tries?: Tries,
    depth?: SessionDeps['depth'],
    kept?: SessionDeps['kept'],
    sweeps?: SessionDeps['sweeps'],
  ): Promise<LiveDashboard>;
  /** The one that the test has opened. */
  readonly live: LiveDashboard;
}

/** One browser for all tests of a file; a dashboard is closed after the test that opened it. */
export function openDashboards(): Dashboards {
  let browser: Browser;
  let live: LiveDashboard | undefined;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterEach(async () => {
    await live?.close();
    live = undefined;
  });
  afterAll(() => browser.close());
  return {
    async open(runs, setting, tries, depth, kept, sweeps) {
      live = await LiveDashboard.open(browser, runs, setting, tries, depth, kept, sweeps);
      return live;
    },
    get live() {
      if (!live) throw new Error('no dashboard is open');
      return live;
    },
  };
}
