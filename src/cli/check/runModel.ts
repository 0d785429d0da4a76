import { basename } from 'node:path';
import { isOf } from '../../diagnosis/source/sourceRules.js';
import type { SourceModel } from '../../protocol/source.js';
import { endedWithin } from '../../runs/endedWithin.js';
import { DEFAULT_RUN_SETTINGS } from '../../runs/settings.js';
import type { Run, Runs } from '../../runs/types.js';
import { cliStore } from '../builtFiles.js';
import { chooseBackend } from '../chooseBackend.js';
import { chooseLaunch } from '../chooseLaunch.js';
import { cliRuns } from '../cliRuns.js';
import { ConfigAlerts } from '../configAlerts.js';
import { say, writeAsIs } from '../ownWords.js';
import type { PlanArguments } from '../plannedRun.js';
import { doingOf, type SilenceWatch } from '../silence/watchSilence.js';
import type { CheckedFile } from './checkPaths.js';
import { Settling } from './settled.js';

/** How models are trained to see what they do. */
export interface TrialRuns {
  /** Trains a model until its findings are settled, or for `seconds`. @throws {HumanError} where it cannot be run */
  run(file: CheckedFile, model: SourceModel): Promise<Run>;
  close(): Promise<void>;
}

interface TrialOptions {
  readonly typed: PlanArguments;
  readonly seconds: number;
  readonly signal: AbortSignal;
  readonly watch: SilenceWatch;
}

export function trialRuns(options: TrialOptions): TrialRuns {
  const alerts = new ConfigAlerts();
  const runs = cliRuns({
    alerts: alerts.of,
    settings: () => DEFAULT_RUN_SETTINGS,
    // On stdout are findings alone.
    onOutput: (_run, _stream, text) => writeAsIs(process.stderr, `${text}\n`),
  });
  return {
    async run(file, model) {
      await alerts.read(file.file);
      return runModel(runs, file, model, options);
    },
    close: () => runs.close(),
  };
}

async function runModel(
  runs: Runs,
  { file, text, models, findings }: CheckedFile,
  model: SourceModel,
  { typed, seconds, signal, watch }: TrialOptions,
): Promise<Run> {
  watch.doing(`reading ${basename(file)}`);
  const meant = { ...typed, model: null, line: model.line, save: null };
  const launch = await chooseLaunch(file, { text, models }, meant, watch);
  const backend = await chooseBackend({ file, storeDirectory: cliStore(), asked: null, signal, log: say });
  signal.throwIfAborted();
  const run = await runs.start({ ...launch, backend });
  const isExplained = findings.some((finding) => isOf(finding, model) && finding.severity === 'error');
  await untilSettled(run, new Settling(isExplained), { seconds, signal }, () =>
    watch.doing(doingOf(run, process.stderr.isTTY)),
  );
  return run;
}

async function untilSettled(
  run: Run,
  settling: Settling,
  until: Pick<TrialOptions, 'seconds' | 'signal'>,
  tell: () => void,
): Promise<void> {
  let isStopped = false;
  await endedWithin(run, until, (stop) => {
    tell();
    if (isStopped || !settling.isSettled(run, performance.now())) return;
    isStopped = true;
    stop();
  });
  tell();
}
