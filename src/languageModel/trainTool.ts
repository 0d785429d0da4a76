import * as vscode from 'vscode';
import type { Reach } from '../assistant/root.js';
import type { ToolInput } from '../assistant/toolTable.js';
import { CODE_BEHIND, trainedAnswer } from '../assistant/trainedAnswer.js';
import { saveBeforeRun } from '../commands/launch/saveBeforeRun.js';
import { HumanError } from '../errors/humanError.js';
import { unaccepted } from '../launch/runNotes.js';
import { escapeMarkdown, plainText } from '../platform/plainText.js';
import { modelFile } from '../protocol/runRequest.js';
import { endedWithin } from '../runs/endedWithin.js';
import type { ToolDeps } from './deps.js';
import { plannedTraining } from './plannedTraining.js';

const NOT_TRUSTED =
  "Training runs this workspace's code, and the person has not trusted the workspace. They can do so with “Manage Workspace Trust”.";

function requireTrust(): void {
  if (!vscode.workspace.isTrusted) throw new HumanError(NOT_TRUSTED);
}

/** What the person is asked before code of theirs runs: which file's, for how long, and what it would do otherwise than its source says. @throws {HumanError} as `train` */
export async function trainingQuestion(
  deps: ToolDeps,
  reach: Reach,
  input: ToolInput<'train'>,
  signal: AbortSignal,
): Promise<vscode.LanguageModelToolConfirmationMessages> {
  requireTrust();
  const { model, plan, request } = await plannedTraining(deps, reach, input, signal);
  const { seconds } = input;
  const code = plan.way === 'keras' ? plan.summary : `This runs the code of ${reach.fileText(request.file)}.`;
  const notes = unaccepted(request.notes, []).map(({ text }) => text);
  const saved = 'As with Run, unsaved code of its folder is saved first.';
  const limit = `It is stopped after ${seconds} s at most; what it has recorded is kept.`;
  return {
    title: plainText(`Train ${model.name} of ${reach.fileText(model.file)} for ${seconds} s at most?`),
    message: new vscode.MarkdownString([code, ...notes, limit, saved].map(escapeMarkdown).join('\n\n')),
  };
}

/**
 * Trains a model as Run would, for the seconds that are given at most, and shows it in the dashboard.
 * @param signal the call was canceled: the run is stopped, by force where its code does not come back
 * @throws {HumanError} where the workspace is not trusted, or the model cannot be run
 */
export async function train(
  deps: ToolDeps,
  reach: Reach,
  input: ToolInput<'train'>,
  signal: AbortSignal,
): Promise<string> {
  requireTrust();
  const { runs, backends, launches } = deps.state;
  await saveBeforeRun(await vscode.workspace.openTextDocument(await reach.inside(input.file)));
  const { model, request } = await plannedTraining(deps, reach, input, signal);
  const run = await launches.once(model, async () => {
    const backend = await backends.resolve(modelFile(request));
    signal.throwIfAborted();
    return runs.start({ ...request, backend });
  });
  if (!run) throw new HumanError(`${model.name} is being started already.`);
  deps.dashboard.show(run);
  const { seconds } = input;
  const isTimeUp = await endedWithin(run, { seconds, signal, patience: CODE_BEHIND });
  signal.throwIfAborted();
  return trainedAnswer(run, reach.place, { seconds, isTimeUp });
}
