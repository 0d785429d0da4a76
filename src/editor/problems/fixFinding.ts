import * as vscode from 'vscode';
import type { SourceFix } from '../../diagnosis/source/sourceRule.js';
import { HumanError } from '../../errors/humanError.js';
import { pick } from '../../platform/quickPick.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import type { SourceModel } from '../../protocol/source.js';
import type { EditorState } from '../editorState.js';
import { type FoundInRun, fixesNow } from './fixesNow.js';
import { makeEdits } from './makeEdits.js';

/** Makes an edit that helps against what a run found, in the file as it is by now; a person picks one where there are several. */
export async function fixFinding(state: EditorState, found: FoundInRun): Promise<void> {
  const chosen = await chosenFix(state, found, { title: 'Fix', placeHolder: 'Choose an edit; you can undo it' });
  if (!chosen) return;
  await makeEdits(chosen.document, chosen.fix.edits);
}

/** An edit that helps, and the document and model that it is made for. */
export interface ChosenFix {
  readonly document: vscode.TextDocument;
  readonly model: SourceModel;
  readonly fix: SourceFix;
}

/** What the list of edits is headed with. */
type Asking = Parameters<typeof pick>[1];

/** The edit that a person picks where there are several; null where none is picked. @throws {HumanError} where there is none */
export async function chosenFix(state: EditorState, found: FoundInRun, asking: Asking): Promise<ChosenFix | null> {
  const { location } = found.fit.summary;
  if (!location)
    throw new HumanError('The model of this run has no place in a file of yours, so no edit can be offered.');
  const document = await openDocument(state, found, location.file);
  const models = document ? await state.models.current(document) : [];
  const offered = document && fixesNow(state, document, models, found);
  if (!document || !offered) {
    throw new HumanError(
      'No edit can be offered for this finding: the model was changed since this run, or what to edit is not written out in its file.',
    );
  }
  const { version } = document;
  const fix = await choose(offered.fixes, asking);
  if (!fix) return null;
  if (document.version !== version)
    throw new HumanError('The file was changed meanwhile, so nothing was edited. Choose it again.');
  return { document, model: offered.model, fix };
}

async function openDocument(
  { notebooks }: EditorState,
  { run, fit }: FoundInRun,
  file: string,
): Promise<vscode.TextDocument | null> {
  if (!isNotebookFile(file)) return vscode.workspace.openTextDocument(file);
  const { location } = fit.summary;
  return (location && (await notebooks.locate(run, file, location))?.cell) ?? null;
}

async function choose(fixes: readonly SourceFix[], asking: Asking): Promise<SourceFix | undefined> {
  const items = fixes.map((fix) => ({ label: fix.title, fix }));
  const [only] = items.length === 1 ? items : [];
  return (only ?? (await pick(items, asking)))?.fix;
}
