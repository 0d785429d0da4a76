import { basename } from 'node:path';
import * as vscode from 'vscode';
import { rangeOf } from '../../editor/problems/editAction.js';
import { tell } from '../../platform/messages.js';
import type { SourceSpan } from '../../protocol/sourceSpan.js';

interface KeptEdit {
  readonly edits: readonly { readonly span: SourceSpan; readonly newText: string }[];
  /** Tries what helps there once more. */
  again(): void;
}

const TRY_AGAIN = 'Try Again';

/**
 * Makes edits that were tried in one step, which Undo takes back. A document that has changed since is left as it is.
 * @param tried the document's text as it was tried
 * @returns whether they were made
 */
export async function keepEdit(
  document: vscode.TextDocument,
  tried: string,
  { edits, again }: KeptEdit,
): Promise<boolean> {
  const now = document.isClosed ? await vscode.workspace.openTextDocument(document.uri) : document;
  if (now.getText() !== tried) {
    const name = basename(document.uri.fsPath);
    const message = `${name} has changed since the edit was tried, so it was not made: what was trained is not what is there now.`;
    void tell('warning', message, TRY_AGAIN).then((choice) => choice === TRY_AGAIN && again());
    return false;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { span, newText } of edits) edit.replace(now.uri, rangeOf(span), newText);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  const last = edits.map(({ span }) => rangeOf(span).start).at(-1);
  if (now.uri.scheme === 'file' && last) {
    const selection = new vscode.Range(last, last);
    await vscode.window.showTextDocument(now, { viewColumn: columnOf(now), selection });
  }
  return true;
}

const columnOf = (document: vscode.TextDocument): vscode.ViewColumn =>
  vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn ?? vscode.ViewColumn.One;
