import { isOf } from '../../diagnosis/source/sourceRules.js';
import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';
import type { SourceModel } from '../../protocol/source.js';
import type { Run } from '../../runs/types.js';
import { endReason } from '../exitCodes.js';
import { onInterrupts } from '../interrupts.js';
import { say } from '../ownWords.js';
import { placeText } from '../placeText.js';
import { watchSilence } from '../silence/watchSilence.js';
import { OpenNames } from '../usage.js';
import type { RunArguments } from './checkArguments.js';
import { type CheckedFinding, ofSource } from './checkedFinding.js';
import type { CheckedFile } from './checkPaths.js';
import { DATA_SHAPE } from './endedByData.js';
import { trialRuns } from './runModel.js';
import { withRun } from './withRun.js';

interface Ran {
  readonly findings: CheckedFinding[];
  /** A signal asked for the end: models after it were not run. */
  readonly interrupted: boolean;
}

/**
 * Trains each model for a while and says what source and run show together; of models that cannot be run, what their source says.
 * @throws {OpenError} where a value is set that no model's source leaves open
 */
export async function checkRuns(files: readonly CheckedFile[], { seconds, typed }: RunArguments): Promise<Ran> {
  const abort = new AbortController();
  const interrupts = onInterrupts(() => abort.abort());
  const watch = watchSilence(process);
  const open = new OpenNames(typed.values);
  const plan = { ...typed, onAsked: open.add, isTrial: true };
  const trials = trialRuns({ typed: plan, seconds, signal: abort.signal, watch });
  const findings: CheckedFinding[] = [];
  try {
    for (const file of files) {
      for (const model of file.asked) {
        const own = file.findings.filter((finding) => isOf(finding, model));
        const run = abort.signal.aborted ? null : await trials.run(file, model).catch(cannotRun(model));
        if (run) tellEnd(run, model, abort.signal.aborted);
        const found = run ? withRun(file, model, own, run) : own.map((each) => ofSource(each, file.notebook));
        findings.push(...found.filter((each) => !isTold(each, findings)));
      }
    }
  } finally {
    await trials.close();
    watch.dispose();
    interrupts.dispose();
  }
  if (!abort.signal.aborted) open.refuseOthers();
  return { findings, interrupted: abort.signal.aborted };
}

/** One model's data end the run of each model in its file. */
const isTold = ({ rule, file, line, column }: CheckedFinding, told: readonly CheckedFinding[]): boolean =>
  rule === DATA_SHAPE &&
  told.some((each) => each.rule === rule && each.file === file && each.line === line && each.column === column);

const cannotRun =
  ({ file, line, name }: SourceModel) =>
  (error: unknown): null => {
    const isAbort = error instanceof Error && error.name === 'AbortError';
    if (!isAbort && !(error instanceof HumanError)) throw error;
    const reason = isAbort ? 'interrupted' : messageOf(error);
    say(`${placeText({ file, line })}: ${name} was not run, only its source was read: ${reason}`);
    return null;
  };

function tellEnd(run: Run, { file, line, name }: SourceModel, interrupted: boolean): void {
  const { state } = run;
  const isSettled = state.kind === 'ended' && state.outcome === 'stopped' && state.verdict !== null && !interrupted;
  say(`${placeText({ file, line })}: ${name}: ${isSettled ? state.verdict.text : endReason(run, interrupted)}`);
}
