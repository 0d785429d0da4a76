import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type Edits, makeEdits } from '../../editor/problems/makeEdits.js';
import { tell } from '../../platform/messages.js';

interface KeptEdit {
  readonly edits: Edits;
  /** Tries what helps there once more. */
  again(): void;
}

const TRY_AGAIN = 'Try Again';

/**
 * Makes edits that were tried. A document that has changed since is left as it is.
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
  return makeEdits(now, edits);
}
