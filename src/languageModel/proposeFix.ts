import * as vscode from 'vscode';
import { type FixedText, firstFixes, fixAnswer } from '../assistant/fixAnswer.js';
import type { Reach } from '../assistant/root.js';
import type { ToolInput } from '../assistant/toolTable.js';
import { editedText } from '../diagnosis/source/editedText.js';
import type { SourceFix } from '../diagnosis/source/sourceRule.js';
import { isSupported } from '../editor/models/languages.js';
import { rangeOf } from '../editor/problems/makeEdits.js';
import { HumanError } from '../errors/humanError.js';
import type { ReadOnlyTexts } from '../platform/readOnlyTexts.js';
import { isNotebookFile } from '../protocol/cellsText.js';
import type { ToolDeps } from './deps.js';
import { type FixedDocument, reviewed } from './reviewFix.js';

/**
 * Shows the fix of a finding as a diff, which the person applies or discards; answers with the same diff and what the person did.
 * @param signal the call was canceled: the diff goes away
 * @throws {HumanError} where nothing is found there, no edit is known, or the text has changed meanwhile
 */
export async function proposeFix(
  { state }: ToolDeps,
  fixedTexts: ReadOnlyTexts,
  reach: Reach,
  { file, line, rule }: ToolInput<'propose_fix'>,
  signal: AbortSignal,
): Promise<string> {
  const path = await reach.inside(file);
  const found = [];
  for (const { document, name } of await documentsOf(path, reach.fileText(path))) {
    const findings = state.findings.in(document, await state.models.current(document));
    const asked = findings.filter(({ model }) => line === undefined || model.line === line);
    found.push({ document, name, findings: asked });
  }
  const all = firstFixes(
    found.flatMap(({ findings }) => findings),
    rule,
  );
  const changed = found
    .map(({ document, name, findings }): FixedDocument => {
      const text = document.getText();
      const own = all.filter((fix) => findings.some(({ fixes }) => fixes.includes(fix)));
      return { document, name, text, fixes: together(text, own.map(placed)) };
    })
    .filter(({ fixes }) => fixes.length > 0);
  signal.throwIfAborted();
  if (!(await reviewed(changed, rule, fixedTexts, signal))) return fixAnswer(changed, [DISCARDED]);
  await apply(changed);
  return fixAnswer(changed, [APPLIED]);
}

const APPLIED = 'The person applied these edits. The file is not saved yet.';

const DISCARDED = 'The person discarded these edits, so nothing has changed.';

/** A file, or the cells of a notebook. */
async function documentsOf(path: string, name: string): Promise<Pick<FixedDocument, 'document' | 'name'>[]> {
  const uri = vscode.Uri.file(path);
  if (!isNotebookFile(path)) return [{ document: await vscode.workspace.openTextDocument(uri), name }];
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  const cells = notebook.getCells().filter(({ document }) => isSupported(document));
  return cells.map(({ document, index }) => ({ document, name: `${name} cell ${index + 1}` }));
}

const placed = ({ title, edits }: SourceFix) => ({
  title,
  edits: edits.map(({ span: { start, end }, newText }) => ({ start, end, newText })),
});

/** Those of the fixes that can be made together, as the diff has them. */
function together(text: string, fixes: FixedText['fixes']): FixedText['fixes'] {
  const kept: FixedText['fixes'][number][] = [];
  for (const fix of fixes) if (editedText(text, [...kept, fix]).applied > kept.length) kept.push(fix);
  return kept;
}

/** Makes all edits in one step, which Undo takes back; what two fixes write, as an import, is written once. */
async function apply(changed: readonly FixedDocument[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { document, name, text, fixes } of changed) {
    if (document.getText() !== text) throw new HumanError(`${name} has changed since, so nothing was edited.`);
    const edits = fixes.flatMap((fix) => fix.edits);
    const once = new Map(edits.map((each) => [JSON.stringify([each.start, each.end, each.newText]), each]));
    for (const { start, end, newText } of once.values()) edit.replace(document.uri, rangeOf({ start, end }), newText);
  }
  if (!(await vscode.workspace.applyEdit(edit))) throw new HumanError('The editor did not make the edits.');
}
