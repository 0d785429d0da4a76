import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HumanError } from '../errors/humanError.js';
import { backendName } from '../protocol/backend.js';
import type { FitOutcome } from '../protocol/fit.js';
import { noteProblem, type TrainerOptions } from '../protocol/trainer.js';
import { KeptData } from '../tfjs/keptData.js';
import type { Tfjs } from '../tfjs/tfjs.js';
import { type LoadedBackend, loadBackend } from './backend/loadBackend.js';
import { offerBuildRun } from './build/buildRun.js';
import { CreatedLayers } from './capture/createdLayers.js';
import { UserCode } from './capture/userCode.js';
import { CompiledTraining } from './compiled/compiledTraining.js';
import { StatisticsCalls } from './compiled/statistics/statisticsCalls.js';
import { eagerReason, verificationOf } from './compiled/stepChoice.js';
import { HeldOpenWatch } from './control/heldOpen.js';
import { PauseControl } from './control/pauseControl.js';
import { StopControl } from './control/stopControl.js';
import { type DepthContext, DepthTap } from './depth/depthTap.js';
import { describeError } from './endings/describeError.js';
import { RunEnd } from './endings/runEnd.js';
import { TrainingErrors } from './endings/trainingErrors.js';
import { DataShare, trainingShare } from './fit/dataShare.js';
import { FitCalls } from './fit/fitCalls.js';
import { replaceFitLoop } from './fit/fitLoop.js';
import { Fits } from './fit/fits.js';
import { eagerRows } from './fit/gatheredRows.js';
import { RecordedModels } from './fit/recordedModels.js';
import { SavedModel } from './fit/savedModel.js';
import { StepFits } from './fit/stepFits.js';
import { TrainingSteps } from './fit/trainingSteps.js';
import { fitWholeDataset } from './fit/wholeDatasetLoop.js';
import { Link } from './link/link.js';
import { answerKept } from './predictions/askKept.js';
import { BrokenHold } from './rollBack/brokenHold.js';
import { RollBackPoints } from './rollBack/rollBackPoints.js';
import { plainShuffle, SeededRun } from './seed/seededRun.js';
import { refuseWithoutSeeds, repetitionDoubt, withSeed } from './seed/seedOfRun.js';
import { watchShapes } from './shapes/watchShapes.js';
import { tapActivations } from './tap/activationTap.js';
import { GradientClipping } from './tap/gradientClipping.js';
import { GradientTap } from './tap/gradientTap.js';
import { LastGradients } from './tap/lastGradients.js';
import { MemoryStatistics } from './tap/memoryStatistics.js';
import { UserModules } from './userModule/hooks.js';
import { KeptSources } from './userModule/keptSources.js';
import { offerPageGlobals } from './userModule/pageGlobals.js';
import { serveTexts } from './userModule/sourceTexts.js';
import { UserThreads } from './userThread/userThreads.js';

/** Beside the bundle that this module is part of. */
const TABLE_WORKER = 'tableReader.cjs';

/** Milliseconds of waiting that code may need before it trains (a download) until it counts as held open. */
const QUIET_BEFORE_TRAINING = 10_000;

/**
 * Makes this process ready to run the user's file as a recorded run; ends it where no backend can be had.
 * @param ahead the run's backend, where it was loaded before
 */
export async function startTrainer(options: TrainerOptions, ahead: LoadedBackend | null): Promise<void> {
  serveTexts(options.sources);
  const link = Link.start(options);
  const { backend, pid, versions } = { ...options, ...process };
  link.phase('loading');
  let loaded: LoadedBackend;
  try {
    loaded = ahead ?? (await loadBackend(backend));
    if (options.seed !== null) refuseWithoutSeeds(backend, loaded.abilities);
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error));
    const isTold = reason instanceof HumanError;
    const unloaded = `${backendName(backend)} ${backend.version} could not be loaded: ${reason.message.split('\n', 1)[0]}`;
    link.problem({
      kind: 'backend',
      severity: 'error',
      message: isTold ? reason.message : unloaded,
      location: null,
      stack: isTold ? null : (reason.stack ?? null),
    });
    link.end({ outcome: 'failed', exitCode: 1 });
    process.exit(1);
  }
  link.ready({ pid, node: versions.node, backend });
  for (const note of options.notes) link.problem(noteProblem(note));
  if (options.asked) await answerKept(loaded.tf, options.asked, link);
  const doubt = options.seed === null ? null : repetitionDoubt(backend);
  if (doubt) link.problem(doubt);
  recordRun(options, link, loaded);
}

/** Steps are recorded, unless the run is asked something in place of training. @returns null then */
function seenBy(
  tf: Tfjs,
  { depth }: TrainerOptions,
  by: { readonly gradients: () => GradientTap; readonly depth: DepthContext },
): GradientTap | null {
  if (depth === null) return by.gradients();
  new DepthTap(tf, depth, by.depth);
  return null;
}

/** What measures eager steps in one go; null where it takes operations. */
const measuredAtOnce = (...[tf, data, options, abilities, log]: Parameters<typeof StatisticsCalls.madeFor>) =>
  options.backend.kind === 'wasm'
    ? new MemoryStatistics(tf, data)
    : StatisticsCalls.madeFor(tf, data, options, abilities, log);

function recordRun(options: TrainerOptions, link: Link, { tf, packages, abilities }: LoadedBackend): void {
  const seeded = options.seed === null ? null : new SeededRun(tf, options.seed);
  const shuffleOfFit = () => seeded?.shuffleOfFit() ?? plainShuffle(tf);
  const userCode = new UserCode(options.file);
  const kept = new KeptSources((source) => link.source(source));
  if (options.build) kept.add(options.file);
  const modules = new UserModules(packages, (file) => kept.add(userCode.fileOf(file)));
  if (!options.build) offerPageGlobals(options.file, packages);
  const threads = new UserThreads(options, link, userCode);
  const created = new CreatedLayers(tf, userCode);
  watchShapes(tf, (layer) => created.placeOf(layer));
  const errors = new TrainingErrors(created);
  const models = new RecordedModels(tf, created, options.only);
  const eager = eagerReason(options, abilities);
  const lastGradients = options.statistics ? new LastGradients(tf) : null;
  const log = (message: string) => process.stderr.write(`GradLens: ${message}\n`);
  const data = new KeptData(tf);
  const points: RollBackPoints | null =
    options.onNotANumber === 'hold' ? new RollBackPoints(tf, () => fits.sessions, data) : null;
  const atOnce = measuredAtOnce(tf, data, options, abilities, log);
  const fits: Fits = new Fits(tf, link, created, options, eager, lastGradients, points, atOnce);
  const { saveTo } = options;
  const saved = saveTo === null ? null : new SavedModel(link, saveTo);
  const stepFits = new StepFits(fits, models, saved);

  const endFits = (outcome: FitOutcome) => {
    stepFits.endAll(outcome);
    fits.endAll(outcome);
    saved?.tellUnsaved();
  };
  const describe = (thrown: unknown) => describeError(thrown, { tf, userCode, errors, lastLoaded: modules.lastLoaded });
  const isFitting = () => calls.fitting;
  const end = new RunEnd({ link, userCode, describe, endFits, isFitting });
  const clipping = new GradientClipping(tf);
  const hold = new BrokenHold({
    link,
    onNotANumber: options.onNotANumber,
    points,
    clipping,
    optimizerOf: (session) => fits.optimizerOf(session),
    startAgain: () => compiled?.startAgain(),
    forget: (session) => steps.forget(session),
    fail: (problem) => end.fail(problem),
  });
  const pause = new PauseControl(link, hold);
  const stop = new StopControl(
    link,
    options.stopGracePeriod,
    () => stepFits.endAll('stopped'),
    () => end.stop(),
  );

  const { epochs } = options;
  const part = trainingShare(options);
  const share = part && new DataShare(tf, part, (problem) => end.fail(problem));
  const calls = new FitCalls(tf, {
    fits,
    stepFits,
    models,
    stop,
    pause,
    hold,
    points,
    errors,
    userCode,
    saved,
    epochs,
    share,
    trainWhole: (call, tfjs) => ownRows && fitWholeDataset(tf, call, ownRows, tfjs),
  });
  const steps = new TrainingSteps(tf, { link, calls, stepFits, stop, pause, created, userCode, hold, points, share });
  const compiled =
    eager === null
      ? new CompiledTraining(tf, {
          packageFolder: options.backend.path,
          withStatistics: options.statistics,
          lastGradients,
          verification: verificationOf(options),
          log,
          warn: ({ summary, batches }, difference) =>
            link.problemAtCall({
              kind: 'compiled-step',
              severity: 'warning',
              message: `Compiled and eager steps gave different results (${difference}, at step ${batches}), so this model's steps are eager from here on. Please report this with the model. To turn compiled steps off, set gradlens.compiledStep to off.`,
              location: summary.location,
              stack: null,
            }),
          sessionOf: (model) => calls.sessionOf(model),
        })
      : null;
  const tap = seenBy(tf, options, {
    gradients: () => new GradientTap(tf, steps, compiled, clipping),
    depth: {
      modelOf: (inner) => models.of(inner),
      begin: (inner) => (calls.sessionOf(inner) ?? stepFits.ofModel(inner))?.summary.batchesPerEpoch ?? null,
      isNoise: options.notes.some(({ kind }) => kind === 'random-data'),
      tell: (answer) => link.depth(answer),
      end: () => end.stop(),
    },
  });
  const trainRows = (tap && compiled?.byRows(tap)) ?? null;
  const ownRows = trainRows ?? (seeded ? eagerRows(tf) : null);
  if (ownRows && abilities.toReplaceLoop.length === 0) replaceFitLoop(tf, ownRows, shuffleOfFit);
  if (tap && options.activationInterval > 0)
    tapActivations(
      tf,
      () => fits.sessions,
      () => tap.watcher,
    );

  if (options.build) {
    offerBuildRun({
      tf,
      task: withSeed(options.build, options.seed),
      seed: options.seed,
      share: part,
      places: {
        store: dirname(dirname(options.runDirectory)),
        tableWorker: fileURLToPath(new URL(TABLE_WORKER, import.meta.url)),
        ...(options.build.limits ? { limits: options.build.limits } : {}),
      },
      sequentials: () => created.sequentials(),
      placeOf: (layer) => created.placeOf(layer),
      assign: (layer, place) => created.assign(layer, place),
      mapLines: (file, lines) => userCode.mapLines(file, lines),
      epochs,
      trainRows: trainRows ?? eagerRows(tf),
      shuffleOfFit,
      recordFit: (model, call, place, train) => calls.record(model, call, place, train),
      trainStep: (model, place, train) => calls.recordStep(model, place, train),
      note: (note) => {
        const isKnown = options.notes.some(({ text, line }) => text === note.text && line === note.line);
        if (!isKnown) link.problem(noteProblem(note));
      },
      warn: (warning) => link.problemAtCall({ ...warning, severity: 'warning', stack: null }),
      fail: (problem) => end.fail(problem),
    });
  }

  // Loops of steps come to their end without a call of ours.
  process.on('beforeExit', () => void saved?.flush());
  link.onStop(() => {
    if (!calls.fitting) stop.see();
  });
  new HeldOpenWatch((quiet) => {
    if (calls.fitting || link.control.pauseRequested) return;
    if (stop.requested) void (saved?.flush() ?? Promise.resolve()).then(() => end.stop());
    if (threads.training) return;
    if (fits.count === 0 && quiet < QUIET_BEFORE_TRAINING) return;
    stepFits.endAll('completed');
    link.phase('held-open');
  });
}
