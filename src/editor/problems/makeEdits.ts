import * as vscode from 'vscode';
import type { SourceFix } from '../../diagnosis/source/sourceRule.js';
import type { SourceSpan } from '../../protocol/sourceSpan.js';

/** Of one document. */
export type Edits = SourceFix['edits'];

/**
 * Makes edits of a document in one step, which Undo takes back, and shows the last place that was edited: an import is the first one.
 * @returns whether they were made
 */
export async function makeEdits(document: vscode.TextDocument, edits: Edits): Promise<boolean> {
  if (!(await vscode.workspace.applyEdit(workspaceEdit(document, edits)))) return false;
  const last = edits.map(({ span }) => rangeOf(span).start).at(-1);
  if (document.uri.scheme === 'file' && last) {
    const editor = await vscode.window.showTextDocument(document, { viewColumn: columnOf(document) });
    editor.selection = new vscode.Selection(last, last);
    // The start of its line: the editor would scroll sideways to the selection that it is shown with.
    const start = last.with({ character: 0 });
    editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
  return true;
}

export function workspaceEdit({ uri }: vscode.TextDocument, edits: Edits): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { span, newText } of edits) edit.replace(uri, rangeOf(span), newText);
  return edit;
}

export const rangeOf = ({ start, end }: Pick<SourceSpan, 'start' | 'end'>): vscode.Range =>
  new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);

const columnOf = (document: vscode.TextDocument): vscode.ViewColumn =>
  vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn ?? vscode.ViewColumn.One;
