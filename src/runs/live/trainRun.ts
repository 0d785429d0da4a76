import { join } from 'node:path';
import { startTrainer, type TrainerProcess, type TrainerStart } from '../../process/trainerProcess.js';
import { createTwoStepStop } from '../../process/twoStepStop.js';
import { backendName } from '../../protocol/backend.js';
import { MODEL_FOLDER, OUTPUT_FILE, type RunHeader } from '../../protocol/runFile.js';
import type { RunRequest } from '../../protocol/runRequest.js';
import type { TrainerEvents, TrainerOptions } from '../../protocol/trainer.js';
import { removeGraphsOf } from '../../system/stepGraphs.js';
import { OutputFile } from '../output/outputFile.js';
import { MOST_CHARACTERS } from '../output/runOutput.js';
import type { RunSettings } from '../settings.js';
import type { SettingChoice } from '../tensorflow/processorSettings.js';
import type { ForcedEnd } from './endMessages.js';
import { judgeWhileLive } from './judging.js';
import { withProposedValues } from './proposedValues.js';
import type { RecordedRun } from './recordedRun.js';
import type { RunEvent } from './runMachine.js';
import { stepModeLog } from './stepModeText.js';

/** Characters of stderr that are kept to tell why a process went away. */
const LAST_ERRORS = 8192;

const MEGABYTE = 1024 * 1024;

export interface TrainRunOptions {
  readonly run: RecordedRun;
  readonly header: RunHeader;
  readonly runDirectory: string;
  readonly settings: RunSettings;
  readonly trainerEntry: string;
  /** In place of a process of this machine. */
  readonly startTrainer: ((start: TrainerStart, request: RunRequest) => TrainerProcess) | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** None where no TensorFlow runs. */
  readonly tensorflow: readonly SettingChoice[];
  /** Bytes that the series of the run's next fit may take. */
  readonly seriesBytes: () => number;
  readonly writeHeader: (header: RunHeader) => Promise<void>;
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void;
  readonly log: (line: string) => void;
}

export interface LiveRun {
  /** Resolves when the process is gone, the run has its end and its header is written. Never rejects. */
  readonly finished: Promise<void>;
  kill(reason: 'closed' | 'deleted'): void;
}

/** Starts a run's trainer and carries what it tells into the run, until its end. */
export function trainRun(options: TrainRunOptions): LiveRun {
  const { run, settings, log, startTrainer: start = startTrainer } = options;
  const output = new OutputFile(join(options.runDirectory, OUTPUT_FILE), outputBytes(settings), () => run.output, log);
  const now = steadyClock(options.header.startedAt);
  let lastErrors = '';
  for (const { reason } of options.tensorflow) log(`Run ${run.id}: ${reason}`);

  const begun: TrainerStart = {
    options: trainerOptions(options),
    cwd: run.request.cwd,
    env: {
      ...Object.assign({}, ...options.tensorflow.map((choice) => choice.env)),
      ...options.env,
      ...run.request.env,
    },
    args: run.request.args,
    nodeFlags: run.request.nodeFlags,
    trainerEntry: options.trainerEntry,
    background: settings.background,
    events: recordInto(options, () => stop.seen()),
    onOutput(stream, text) {
      if (stream === 'stderr') lastErrors = `${lastErrors}${text}\n`.slice(-LAST_ERRORS);
      options.onOutput(stream, text);
    },
    onPrinted: (stream, printed) => output.add(run.print(stream, printed)),
    onFault: (reason) => log(`Run ${run.id}: ${reason}`),
    onUnreadable: () => run.apply({ kind: 'killed', reason: 'unreadable' }),
  };
  const trainer = start(begun, run.request);
  const kill = (reason: ForcedEnd) => {
    run.apply({ kind: 'killed', reason });
    trainer.kill();
  };
  const stop = createTwoStepStop({ gracePeriod: settings.stopGracePeriod, ask: trainer.commands.stop, kill });
  run.control = {
    ...trainer.commands,
    stop() {
      run.apply({ kind: 'stopAsked', at: now() });
      stop.stop();
    },
  };

  const judging = judgeWhileLive(run);
  const finished = trainer.exited.then(async (exit) => {
    stop.dispose();
    judging.dispose();
    if (trainer.pid !== undefined) await removeGraphsOf(trainer.pid);
    run.control = null;
    await output.flush();
    await finish(options, { kind: 'exited', exit, lastErrors, at: now() });
  });
  return { finished, kill };
}

function trainerOptions({ run, runDirectory, settings }: TrainRunOptions): TrainerOptions {
  const { file, sources, backend, only, epochs, seed, share, build, notes, depth, asked } = run.request;
  const kept = build ? join(runDirectory, MODEL_FOLDER) : null;
  return {
    runId: run.id,
    file,
    sources,
    build,
    saveTo: run.request.saveTo ?? kept,
    notes,
    backend,
    runDirectory,
    only,
    epochs,
    seed,
    share,
    histogramInterval: settings.histogramInterval,
    activationInterval: settings.activationInterval,
    predictionSamples: settings.predictionSamples,
    compiledStep: settings.compiledStep,
    onNotANumber: settings.onNotANumber,
    statistics: settings.statistics,
    stopGracePeriod: settings.stopGracePeriod,
    depth,
    asked,
    // What it prints may take twice that until it is written anew.
    maxRunBytes: settings.maxRunMB * MEGABYTE - 2 * outputBytes(settings),
  };
}

/** What a run's printed output may take of its files. */
const outputBytes = ({ maxRunMB }: RunSettings): number => Math.min(MOST_CHARACTERS, (maxRunMB * MEGABYTE) / 16);

function recordInto({ run, settings, seriesBytes, log }: TrainRunOptions, onStopSeen: () => void): TrainerEvents {
  const logMode = stepModeLog((line) => log(`Run ${run.id}: ${line}`));
  return {
    ready({ pid, node, backend }) {
      // Another machine may have another one than was asked for.
      run.request = { ...run.request, backend };
      log(
        `Run ${run.id}: process ${pid}, Node ${node}, ${backendName(backend)} ${backend.version} from ${backend.path}`,
      );
    },
    phase: (phase) => run.apply({ kind: 'phase', phase }),
    fitStarted: (summary) => run.addFit(summary, seriesBytes()),
    records(records) {
      const kind = records.stream === 'batches' ? 'records' : 'samples';
      run.changeFit(records.fit, kind, (fit) => fit.addRecords(records));
    },
    dataSeen: (data) =>
      run.changeFit(data.fit, 'dataSeen', (fit) => {
        fit.data = data;
      }),
    epochEnded: (epoch) => run.changeFit(epoch.fit, 'epoch', (fit) => fit.addEpoch(epoch)),
    stepMode: (mode) => {
      logMode(mode);
      run.changeFit(mode.fit, 'stepMode', (fit) => {
        fit.stepMode = mode;
      });
    },
    fitEnded: (end) =>
      run.changeFit(end.fit, 'fitEnded', (fit) => {
        fit.end = end;
      }),
    stopSeen() {
      onStopSeen();
      run.apply({ kind: 'stopSeen' });
    },
    problem(problem) {
      if (problem.stack) log(`Run ${run.id}: ${problem.stack}`);
      const hasTrained = run.fits.some(({ latest }) => latest !== null);
      run.addProblem(hasTrained ? problem : withProposedValues(problem, run.request.proposed));
    },
    depth: (answer) => run.tell({ kind: 'depth', answer }),
    keptAnswer: (answer) => run.tell({ kind: 'kept', answer }),
    storageFull: () =>
      run.addProblem({
        kind: 'storage',
        severity: 'warning',
        message:
          `This run's files have reached the limit in the settings (${settings.maxRunMB} MB): ` +
          `training continues, but further batches are not kept on disk.`,
        location: null,
        stack: null,
      }),
    ended: ({ outcome, exitCode }) => run.apply({ kind: 'trainerEnded', outcome, exitCode }),
  };
}

/** Reads back what had not arrived, writes the header with the end, and only then ends the run for all who listen. */
async function finish(
  { run, header, writeHeader, log }: TrainRunOptions,
  last: Omit<Extract<RunEvent, { kind: 'exited' }>, 'verdict'>,
): Promise<void> {
  if (!run.saidGoodbye && !last.exit.error) await run.readFiles();
  run.judge();
  const exited = { ...last, verdict: run.judgement?.verdict ?? null };
  const end = run.foresee(exited);
  if (end.kind === 'ended' && end.outcome !== 'newer-format') {
    const { outcome, message, verdict, endedAt } = end;
    await writeHeader({
      ...header,
      backend: run.request.backend,
      largestStep: run.largestStep,
      end: { outcome, message, verdict, best: run.best, endedAt },
    }).catch((error: unknown) => log(`The end of run ${header.id} cannot be written: ${String(error)}`));
  }
  run.apply(exited);
}

/** A clock that says `start` now, in milliseconds, and goes on evenly, whatever happens to the system's clock. */
function steadyClock(start: number): () => number {
  const began = performance.now();
  return () => start + Math.round(performance.now() - began);
}
