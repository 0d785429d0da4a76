import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import type { DashboardActions } from '../../../src/dashboard/handlePageMessage.js';
import { DashboardSession, type SessionDeps } from '../../../src/dashboard/session.js';
import { ToHost } from '../../../src/protocol/dashboard/messages.js';
import { placeText } from '../../../src/runs/placeText.js';
import { RunPositions } from '../../../src/runs/positions.js';
import type { Run } from '../../../src/runs/types.js';
import { Sweeps } from '../../../src/sweep/sweeps.js';
import { Tries } from '../../../src/trials/tries.js';
import { DashboardPage, type Setting } from './dashboardPage.js';
import { SyntheticRuns } from './syntheticRuns.js';

const NOTHING = { current: null, version: null, onDidChange: () => ({ dispose() {} }) };

/** The real session feeding the real page, over runs of a test's making. */
export class LiveDashboard {
  private constructor(
    readonly dashboard: DashboardPage,
    readonly session: DashboardSession,
    readonly runs: SyntheticRuns,
    readonly asked: string[],
    readonly positions: RunPositions,
  ) {}

  static async open(
    browser: Browser,
    runs: readonly Run[],
    setting: Setting = {},
    tries = new Tries(),
    depth: SessionDeps['depth'] = NOTHING,
    kept: SessionDeps['kept'] = NOTHING,
    sweeps: SessionDeps['sweeps'] = new Sweeps(),
  ): Promise<LiveDashboard> {
    const list = new SyntheticRuns(...runs);
    const asked: string[] = [];
    const positions = new RunPositions();
    const opened: { dashboard?: DashboardPage } = {};
    const early: (() => void)[] = [];
    const session = new DashboardSession({
      runs: list,
      tries,
      positions,
      depth,
      kept,
      sweeps,
      places: { textOf: (_, location) => placeText(location), onDidChange: () => ({ dispose() {} }) },
      folders: () => [],
      actions: recordingActions(asked),
      post: async (message) => opened.dashboard?.post(message),
      reveal: (message) => void opened.dashboard?.post(message),
      warn: (message) => asked.push(`warning: ${message}`),
    });
    const receive = (message: unknown): void => {
      const parsed = v.safeParse(ToHost, message);
      if (parsed.success) session.receive(parsed.output);
    };
    const onMessage = (message: unknown): void => {
      if (opened.dashboard) receive(message);
      else early.push(() => receive(message));
    };
    const dashboard = await DashboardPage.open(browser, { ...setting, onMessage });
    opened.dashboard = dashboard;
    for (const deliver of early) deliver();
    return new LiveDashboard(dashboard, session, list, asked, positions);
  }

  get page(): DashboardPage['page'] {
    return this.dashboard.page;
  }

  async close(): Promise<void> {
    this.session.dispose();
    await this.dashboard.close();
  }
}

function recordingActions(asked: string[]): DashboardActions {
  return {
    revealLayer: ({ file, line }) => asked.push(`reveal ${file}:${line}`),
    fixFinding: (run, _, { rule, layer }) => asked.push(`fix ${run.id} ${rule} ${layer}`),
    tryFinding: (run, _, { rule, layer }) => asked.push(`try ${run.id} ${rule} ${layer}`),
    tryIt: (action) => asked.push(`${action} what is tried`),
    askDepth: (question, anew) => asked.push(`${anew ? 'ask anew' : 'ask'} ${JSON.stringify(question)}`),
    fixDepth: (fix) => asked.push(`make edit ${fix}`),
    stopDepth: () => asked.push('stop the lesson'),
    askModel: (run, fit, input) => asked.push(`ask ${run.id} ${fit.summary.fit} about ${input.join()}`),
    closeDepth: () => asked.push('close the lesson'),
    sweep: (action) => asked.push(`${action} the sweep`),
    sweptTrial: (action, trial) => asked.push(`${action} training ${trial}`),
    runAgain: (run) => asked.push(`run again ${run.id}`),
    useEpochs: (run, epochs) => asked.push(`${epochs} epochs of ${run.id}`),
    openExamples: () => asked.push('examples'),
    installTfjsNode: () => asked.push('install'),
    saveModel: (run) => asked.push(`save ${run.id}`),
    showLog: () => asked.push('show log'),
    savePicture: (run, name, format, { length }) =>
      asked.push(`save ${name} of ${run.id} as ${format}, ${length > 500}`),
    saveSeries: (run, name, series) => asked.push(`save ${name} of ${run.id}: ${series.join()}`),
    deleteRun: (run) => asked.push(`delete ${run.id}`),
  };
}
