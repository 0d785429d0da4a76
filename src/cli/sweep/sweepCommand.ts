import { availableParallelism } from 'node:os';
import type { Answers } from '../../protocol/launch.js';
import type { SweepFile, SweepState } from '../../protocol/sweep.js';
import type { RayPlace } from '../../ray/openCluster.js';
import { DEFAULT_RUN_SETTINGS, inBackground } from '../../runs/settings.js';
import { isOwnerAlive } from '../../runs/stored/ownerAlive.js';
import { findModels } from '../../source/findModels.js';
import { anchorsIn } from '../../source/notebook/cellAnchors.js';
import { refuseShares } from '../../sweep/dataShares.js';
import type { EditedModel } from '../../sweep/editedModel.js';
import { NEEDS_OPTUNA } from '../../sweep/proposedTrials.js';
import { Sweep } from '../../sweep/sweep.js';
import { SweepFiles } from '../../sweep/sweepFiles.js';
import { needsProposals, openAnswers, withFailedAnew } from '../../sweep/trialPlan.js';
import { tunablesOf } from '../../sweep/tunables.js';
import { cliStore } from '../builtFiles.js';
import { chooseBackend } from '../chooseBackend.js';
import { answersIn, chooseLaunch } from '../chooseLaunch.js';
import { cliRuns } from '../cliRuns.js';
import { EXIT, type ExitCode, failedBefore } from '../exitCodes.js';
import { onInterrupts } from '../interrupts.js';
import { counted, say } from '../ownWords.js';
import { type SilenceWatch, watchSilence } from '../silence/watchSilence.js';
import { OpenError } from '../usage.js';
import { typedSweep } from './newPlan.js';
import { openRay } from './onRay.js';
import { type SweepArguments, sweepArguments } from './sweepArguments.js';
import { reportSweep, reportTrials } from './sweepReporter.js';
import { listTunables } from './varied.js';

/** Trains a model with many values of its literals, without touching its file; goes on with a sweep, or shows one. The end is the last line on stderr. */
export async function sweepCommand(args: readonly string[]): Promise<ExitCode> {
  const typed = sweepArguments(args);
  const files = new SweepFiles(cliStore(), () => {});
  if (typed.kind === 'show') {
    const sweep = await foundSweep(files, typed.id);
    reportSweep(sweep, { json: typed.json, withTrials: true, isGoingOn: await isOwnerAlive(sweep) });
    return EXIT.trained;
  }
  const watch = watchSilence(process);
  try {
    watch.doing('reading the model');
    const sweep = typed.kind === 'new' ? await typedSweep(typed) : await left(files, typed);
    const json = typed.kind === 'new' ? typed.train.json : typed.json;
    return await train(sweep, files, { ...typed, json }, watch);
  } finally {
    watch.dispose();
  }
}

/** @throws {OpenError} where there is none, or several */
async function foundSweep(files: SweepFiles, id: string): Promise<SweepFile> {
  const [found, ...others] = await files.ids(id);
  if (found === undefined) {
    const [newest] = await files.ids();
    throw new OpenError(`There is no sweep "${id}"${newest === undefined ? '' : `; the newest is "${newest}"`}.`);
  }
  if (others.length > 0) throw new OpenError(`${others.length + 1} sweeps begin with "${id}". Type more characters.`);
  const sweep = await files.read(found);
  if (!sweep) throw new OpenError(`The sweep "${found}" cannot be read.`);
  return sweep;
}

/** A sweep to go on with. @throws {OpenError} where another process has it in hand */
async function left(
  files: SweepFiles,
  { id, parallel, minutes, retryFailed }: Extract<SweepArguments, { kind: 'resume' }>,
): Promise<SweepFile> {
  const sweep = await foundSweep(files, id);
  if (await isOwnerAlive(sweep)) throw new OpenError(`The sweep ${sweep.id} goes on in process ${sweep.ownerPid}.`);
  const { plan } = sweep;
  const now = { parallel: parallel ?? availableParallelism(), minutes: minutes ?? plan.minutes };
  return { ...(retryFailed ? withFailedAnew(sweep) : sweep), plan: { ...plan, ...now } };
}

async function train(
  file: SweepFile,
  files: SweepFiles,
  { json, ray, parallel }: Pick<Extract<SweepArguments, { kind: 'resume' }>, 'json' | 'ray' | 'parallel'>,
  watch: SilenceWatch,
): Promise<ExitCode> {
  const { plan, id } = file;
  const abort = new AbortController();
  let sweep: Sweep | null = null;
  const interrupts = onInterrupts(() => {
    abort.abort();
    sweep?.stop();
  });
  const settings = { ...DEFAULT_RUN_SETTINGS, compiledStep: plan.launch.compiledStep };
  let isRayLost = false;
  let place: RayPlace | null = null;
  let runs: ReturnType<typeof cliRuns> | null = null;
  try {
    const needsOptuna = needsProposals(file);
    if (needsOptuna && !ray) throw new OpenError(NEEDS_OPTUNA);
    const answered = await settled(file, watch);
    watch.doing('looking for tfjs-node');
    const backend = await chooseBackend({
      file: plan.file,
      storeDirectory: cliStore(),
      // Workers look for their own.
      asked: ray ? 'wasm' : plan.launch.backend,
      signal: abort.signal,
      log: say,
    });
    abort.signal.throwIfAborted();
    const onLost = () => {
      isRayLost = true;
      sweep?.stop();
    };
    place =
      ray &&
      (await openRay({
        ...ray,
        needsOptuna,
        file: plan.file,
        backend: plan.launch.backend,
        signal: abort.signal,
        watch,
        onLost,
      }));
    const cluster = place?.cluster;
    runs = cliRuns({ ...inBackground(() => settings, process.env), ...(cluster && { startTrainer: cluster.start }) });
    const atOnce = parallel ?? place?.parallel ?? plan.parallel;
    await runs.restore();
    say(`sweep ${id}: ${counted(file.trials.length, 'trial')} of ${plan.model.name}, ${atOnce} at once`);
    sweep = new Sweep(
      { ...file, plan: { ...plan, parallel: atOnce } },
      {
        runs,
        find: findModels,
        ...(cluster && { propose: cluster.propose }),
        isLost: (run) => cluster?.isLost(run) ?? false,
        request: async (edited, answers) => ({
          ...(await launchOf(file, edited, { ...answered, ...answers }, watch)),
          sources: [{ file: plan.file, text: edited.text }],
          backend,
        }),
        save: (each) => files.write(each),
        log: say,
      },
    );
    reportTrials(sweep, watch, { json });
    const state = await sweep.finished;
    reportSweep(state, { json, withTrials: false });
    if (abort.signal.aborted) return EXIT.interrupted;
    return isRayLost ? EXIT.nothingTrained : exitCodeOf(state);
  } catch (error) {
    return failedBefore('before anything was trained', error, abort.signal);
  } finally {
    sweep?.dispose();
    await runs?.close();
    await place?.cluster.close();
    interrupts.dispose();
  }
}

/**
 * Asks once what the source leaves open beside what is varied. @returns all answers
 * @throws {OpenError} where a name is set or varied that is neither a literal nor left open
 */
async function settled({ plan, text, trials: [first] }: SweepFile, watch: SilenceWatch): Promise<Answers> {
  const models = findModels(text, plan.file);
  const varied = first ? openAnswers(plan, first) : {};
  const asked = new Set<string>();
  const onAsked = (names: ReadonlySet<string>) => {
    for (const name of names) asked.add(name);
  };
  const typed = { ...plan.launch, values: { ...plan.launch.values, ...varied }, model: null, line: plan.model.line };
  const launch = await chooseLaunch(plan.file, { text, models }, { ...typed, ...ONE, onAsked }, watch);
  const unknown = Object.keys(typed.values).filter((name) => !asked.has(name));
  if (unknown.length > 0) {
    const tunables = models.filter(({ line }) => line === plan.model.line).flatMap(tunablesOf);
    throw new OpenError(
      `${unknown.join(', ')}: neither a literal of the model that can be varied, nor a value that the source leaves open. ${listTunables(tunables, anchorsIn(plan.file, text))}`,
    );
  }
  for (const model of models) if (model.line === plan.model.line) refuseShares(plan, model, launch);
  return answersIn(launch);
}

/** How one trial is run. */
const launchOf = ({ plan }: SweepFile, { text, models, model }: EditedModel, answers: Answers, watch: SilenceWatch) =>
  chooseLaunch(
    plan.file,
    { text, models },
    { ...plan.launch, ...ONE, model: null, line: model.line, onAsked: () => {} },
    watch,
    answers,
  );

const ONE = { save: null, epochs: null, seed: null, isTrial: false } as const;

/** 1 as soon as one failed, though the others count; numbers that broke are a result. */
function exitCodeOf({ trials }: SweepState): ExitCode {
  if (trials.some(({ status }) => status === 'failed')) return EXIT.userCodeFailed;
  return trials.some(({ status }) => status === 'completed' || status === 'stopped-early')
    ? EXIT.trained
    : EXIT.nothingTrained;
}
