import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RunRequest } from '../protocol/runRequest.js';
import { ended } from '../runs/ended.js';
import { DEFAULT_RUN_SETTINGS } from '../runs/settings.js';
import type { Run, Runs } from '../runs/types.js';
import { forgetBackend } from '../runtime/resolveBackend.js';
import { findModels } from '../source/findModels.js';
import { cliStore } from './builtFiles.js';
import { chooseBackend } from './chooseBackend.js';
import { chooseLaunch } from './chooseLaunch.js';
import { cliRuns } from './cliRuns.js';
import { ConfigAlerts } from './configAlerts.js';
import { EXIT, type ExitCode, endReason, exitCodeOf, failedBefore } from './exitCodes.js';
import type { Expectation } from './expectations.js';
import { onInterrupts } from './interrupts.js';
import { JsonReporter } from './jsonReporter.js';
import { say } from './ownWords.js';
import { PeopleReporter } from './peopleReporter.js';
import type { Reporter } from './reporter.js';
import { listModels } from './selectModel.js';
import { doingOf, type SilenceWatch, watchSilence } from './silence/watchSilence.js';
import { parseTrainArguments, type TrainArguments } from './trainArguments.js';
import { OpenError, OpenNames } from './usage.js';
import { userFile } from './userFile.js';

/** Runs a file and records its fits. The reason for the exit code is the last line on stderr. */
export async function trainCommand(args: readonly string[]): Promise<ExitCode> {
  const typed = parseTrainArguments(args);
  const watch = watchSilence(process);
  try {
    return await train(typed, watch);
  } finally {
    watch.dispose();
  }
}

async function train(typed: TrainArguments, watch: SilenceWatch): Promise<ExitCode> {
  const { json, backend: asked, epochs, model, line, compiledStep, statistics } = typed;
  const onNotANumber = typed.onNotANumber === 'stop' ? 'end' : 'continue';
  const file = await userFile(typed.file);
  const storeDirectory = cliStore();
  watch.doing(`reading ${basename(file)}`);
  const text = await readFile(file, 'utf8');
  const models = findModels(text, file);
  const open = new OpenNames(typed.values);
  const onAsked = (names: ReadonlySet<string>) => {
    open.add(names);
    open.refuseOthers();
  };
  const launch = await chooseLaunch(file, { text, models }, { ...typed, onAsked, isTrial: false }, watch);

  const abort = new AbortController();
  let run: Run | null = null;
  const interrupts = onInterrupts(() => {
    abort.abort();
    run?.stop();
  });
  const reporter: Reporter = json ? new JsonReporter(process) : new PeopleReporter(process);
  const alerts = new ConfigAlerts();
  await alerts.read(file);
  const runs = cliRuns({
    alerts: alerts.of,
    settings: () => ({ ...DEFAULT_RUN_SETTINGS, compiledStep, onNotANumber, statistics }),
    onOutput: (_run, stream, text) => reporter.output(stream, text),
  });
  try {
    watch.doing('looking for tfjs-node');
    const backend = await chooseBackend({ file, storeDirectory, asked, signal: abort.signal, log: say });
    abort.signal.throwIfAborted();
    run = await begin(runs, reporter, { ...launch, backend });
    tellDoing(run, watch);
    const unreachable = epochs === null ? null : stopAtUnreachableEpochs(run);
    if (abort.signal.aborted) run.stop();
    await ended(run);
    reporter.ended(run);
    if (run.problems.some(({ kind }) => kind === 'backend')) await forgetBackend(storeDirectory, backend);
    if (unreachable?.()) throw new OpenError(UNREACHABLE_EPOCHS);
    const code = exitCodeOf(run, abort.signal.aborted, typed.save !== null);
    if ((model !== null || line !== null) && trainedNothing(run)) {
      say(`No fit was recorded for the model ${model ?? `on line ${line}`}. ${listModels(models, { text, file })}`);
      return code;
    }
    say(endReason(run, abort.signal.aborted));
    const unmet = code === EXIT.trained ? unmetBy(run, typed.expected) : null;
    if (unmet === null) return code;
    say(unmet);
    return EXIT.userCodeFailed;
  } catch (error) {
    return failedBefore('before the run started', error, abort.signal);
  } finally {
    await runs.close();
    interrupts.dispose();
  }
}

const UNREACHABLE_EPOCHS =
  '--epochs has no effect on a handwritten training loop (trainOnBatch or optimizer.minimize): ' +
  'set the number in the code, or choose data with --data.';

/** Ends the run at the first fit whose epochs nobody can set. @returns whether there was one */
function stopAtUnreachableEpochs(run: Run): () => boolean {
  let found = false;
  run.onDidChange((change) => {
    if (change.kind !== 'fitStarted' || found) return;
    const { kind, joinsFits = false } = change.fit.summary;
    if (kind !== 'steps' || joinsFits) return;
    found = true;
    run.stop();
  });
  return () => found;
}

/** Starts the run with the reporter listening from its first moment. */
async function begin(runs: Runs, reporter: Reporter, request: RunRequest): Promise<Run> {
  const run = await runs.start(request);
  reporter.started(run);
  run.onDidChange((change) => reporter.changed(run, change));
  return run;
}

function tellDoing(run: Run, watch: SilenceWatch): void {
  const tell = () => watch.doing(doingOf(run, process.stderr.isTTY));
  run.onDidChange(tell);
  tell();
}

/** The first thing that a fit was expected to come to, and did not. */
function unmetBy({ fits }: Run, expected: readonly Expectation[]): string | null {
  for (const fit of fits) {
    for (const each of expected) {
      const unmet = each.unmet(fit);
      if (unmet !== null) return unmet;
    }
  }
  return null;
}

const trainedNothing = ({ state }: Run): boolean => state.kind === 'ended' && state.outcome === 'nothing-trained';
