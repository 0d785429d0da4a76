import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { PairsVerdict } from '../../diagnosis/pairs/pairsVerdict.js';
import type { RunRequest } from '../../protocol/runRequest.js';
import { Trial } from '../../trials/trial.js';
import { trialSettings } from '../../trials/trialSettings.js';
import { cliStore } from '../builtFiles.js';
import { chooseBackend } from '../chooseBackend.js';
import { answersIn, chooseLaunch } from '../chooseLaunch.js';
import { cliRuns } from '../cliRuns.js';
import { EXIT, type ExitCode, failedBefore } from '../exitCodes.js';
import { onInterrupts } from '../interrupts.js';
import { counted, say } from '../ownWords.js';
import { type SilenceWatch, watchSilence } from '../silence/watchSilence.js';
import { OpenNames } from '../usage.js';
import { userFile } from '../userFile.js';
import { pairReporter } from './pairReporter.js';
import { type TriedFix, triedFix } from './triedFix.js';
import { type TryArguments, tryArguments } from './tryArguments.js';

/** Trains a model as it is and as a fix would make it, without touching its file. The verdict is the last line on stderr. */
export async function tryCommand(args: readonly string[]): Promise<ExitCode> {
  const typed = tryArguments(args);
  const watch = watchSilence(process);
  try {
    return await tryFix(typed, watch);
  } finally {
    watch.dispose();
  }
}

async function tryFix(typed: TryArguments, watch: SilenceWatch): Promise<ExitCode> {
  const { train, rule, seeds, keep } = typed;
  const file = await userFile(train.file);
  watch.doing(`reading ${basename(file)}`);
  const text = await readFile(file, 'utf8');
  const fix = await triedFix(file, text, { rule, line: train.line, name: train.model, typed: train, watch });
  if (!fix) {
    say('interrupted before anything was tried');
    return EXIT.interrupted;
  }
  say(`trying: ${fix.title}`);
  const launches = await launchesOf(file, fix, typed, watch);
  const abort = new AbortController();
  let trial: Trial | null = null;
  const interrupts = onInterrupts(() => {
    abort.abort();
    trial?.stop();
  });
  try {
    watch.doing('looking for tfjs-node');
    const storeDirectory = cliStore();
    const backend = await chooseBackend({ file, storeDirectory, asked: train.backend, signal: abort.signal, log: say });
    abort.signal.throwIfAborted();
    const host = cliRuns({
      trials: true,
      ...trialSettings({ compiledStep: train.compiledStep, env: process.env }),
    });
    const [before, after] = launches.map((request) => ({ ...request, backend })) as [RunRequest, RunRequest];
    trial = new Trial(
      {
        before: { request: before, model: fix.before.model },
        after: { request: after, model: fix.after.model },
        texts: { before: fix.before.text, after: fix.after.text },
        seeds: Array.from({ length: seeds }, (_, index) => index + 1),
      },
      host,
    );
    watch.doing(`training ${counted(seeds, 'pair')}`);
    const reporter = pairReporter(trial, { json: train.json });
    const verdict = await trial.finished;
    reporter.ended(verdict);
    return await conclude({ file, fix, keep, verdict, interrupted: abort.signal.aborted });
  } catch (error) {
    return failedBefore('before anything was trained', error, abort.signal);
  } finally {
    trial?.dispose();
    interrupts.dispose();
  }
}

/** How the model is run as it is, and with the edit: what is asked is asked once. */
async function launchesOf(
  file: string,
  { before, after }: TriedFix,
  { train }: TryArguments,
  watch: SilenceWatch,
): Promise<Omit<RunRequest, 'backend'>[]> {
  const open = new OpenNames(train.values);
  const one = { ...train, model: null, onAsked: open.add, isTrial: true };
  const asItIs = await chooseLaunch(file, before, { ...one, line: before.model.line }, watch);
  const edited = await chooseLaunch(file, after, { ...one, line: after.model.line }, watch, answersIn(asItIs));
  open.refuseOthers();
  // All that is trained beside it is recorded too: whether it is trained against another model is known by that.
  return [
    { ...asItIs, only: null },
    { ...edited, only: null, sources: [{ file, text: after.text }] },
  ];
}

interface Ended {
  readonly file: string;
  readonly fix: TriedFix;
  readonly keep: boolean;
  readonly verdict: PairsVerdict;
  readonly interrupted: boolean;
}

async function conclude({ file, fix, keep, verdict, interrupted }: Ended): Promise<ExitCode> {
  const { better, worse, undecided, neitherTrains, text } = verdict;
  const helped = better > 0 && worse + undecided === 0 && !interrupted;
  if (keep) {
    if (!helped) say('the edit is not written: it did not help in every pair');
    else if ((await readFile(file, 'utf8')) !== fix.before.text) {
      say(`${basename(file)} has changed meanwhile, so the edit is not written: try it again`);
      return EXIT.userCodeFailed;
    } else {
      await writeFile(file, fix.after.text);
      say(`wrote the edit into ${file}`);
    }
  }
  say(text);
  if (interrupted) return EXIT.interrupted;
  return neitherTrains ? EXIT.userCodeFailed : EXIT.trained;
}
