import { basename } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { notebookOf } from '../../editor/notebooks/notebookOf.js';
import { type TriedTexts, triedTexts } from '../../editor/problems/triedTexts.js';
import { HumanError } from '../../errors/humanError.js';
import { didFirstStep } from '../../platform/firstSteps.js';
import { reportError } from '../../platform/reportError.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import type { RunRequest } from '../../protocol/runRequest.js';
import { cellText, placeText } from '../../runs/placeText.js';
import { Trial } from '../../trials/trial.js';
import type { Command, CommandDeps } from '../deps.js';
import { requireTrust } from '../launch/requireTrust.js';
import { saveBeside } from '../launch/saveBeforeRun.js';
import { settleRun } from '../launch/settleRun.js';
import { askTry } from './askTry.js';
import { keepEdit } from './keepEdit.js';
import { AskedTry, offeredTries } from './offeredTries.js';

/** Trains a model as it is and with edits, without touching its file, and shows both in the dashboard. */
export function tryFix(deps: CommandDeps): Command {
  return async (argument) => {
    if (!(await requireTrust())) return;
    const given = v.safeParse(AskedTry, argument);
    const asked = given.success ? given.output : await askTry(deps.state);
    if (asked) await tryEdits(deps, asked);
  };
}

async function tryEdits(deps: CommandDeps, asked: AskedTry): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(asked.uri));
  const name = basename(document.uri.fsPath);
  if (document.version !== asked.version) {
    throw new HumanError(`${name} has changed since this edit was offered, so it is not tried. Choose it again.`);
  }
  const tried = document.getText();
  await saveBeside(document);
  const texts = await triedTexts(deps.state, document, asked);
  const requests = await requestsOf(deps, document, texts);
  if (!requests) return;
  const { before, after } = texts;
  const again = () => void tryAgain(deps, asked).catch((error: unknown) => reportError(deps.log, error));
  const seeds = Array.from({ length: Math.round(deps.settings.trySeeds.value) }, (_, index) => index + 1);
  const trial = new Trial(
    {
      before: { request: requests[0], model: before.model },
      after: { request: requests[1], model: after.model },
      texts: { before: before.text, after: after.text },
      seeds,
    },
    deps.trialRuns(),
  );
  deps.tries.start({
    trial,
    title: asked.title,
    place: placeOf(document, asked.model.line),
    keep: () => keepEdit(document, tried, { edits: asked.edits, again }),
    again,
  });
  deps.dashboard.show();
  didFirstStep('why');
}

/** @param line of the document, which may be a notebook's cell */
function placeOf(document: vscode.TextDocument, line: number): string {
  const file = document.uri.fsPath;
  if (!isNotebookFile(file)) return placeText({ file, line });
  const cells = notebookOf(file)?.getCells() ?? [];
  const cell = cells.findIndex((each) => each.document === document);
  return cellText(file, cell >= 0 ? { cell, line } : null);
}

/** Tries what is offered there by now. @throws {HumanError} where nothing like it is */
async function tryAgain(deps: CommandDeps, { uri, title, model }: AskedTry): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const offered = (await offeredTries(document, model.name)).filter((each) => each.title === title);
  const distance = (each: AskedTry) => Math.abs(each.model.line - model.line);
  const [nearest] = offered.toSorted((first, second) => distance(first) - distance(second));
  if (!nearest)
    throw new HumanError(`"${title}" is no longer offered for ${model.name}, so there is nothing to try again.`);
  await tryEdits(deps, nearest);
}

/** How the model is run as it is, and with the edits; null where the person gave up, or was told why it cannot be run. */
async function requestsOf(
  deps: CommandDeps,
  document: vscode.TextDocument,
  { file, before, after }: TriedTexts,
): Promise<readonly [RunRequest, RunRequest] | null> {
  const { config, plans, backends } = deps.state;
  const requests: RunRequest[] = [];
  for (const { model, text } of [before, after]) {
    // What was answered for the first is known for the second.
    const choices = await config.choices(before.model, before.models);
    const choice = { ...plans.choice({ model: before.model, document }, choices), model, text };
    const request = await settleRun(deps, { document, model: before.model, models: before.models, choice });
    if (!request) return null;
    const backend = await backends.resolve(model.file);
    requests.push({ ...request, only: null, sources: [{ file, text }], backend });
  }
  const [one, other] = requests;
  return one && other ? [one, other] : null;
}
