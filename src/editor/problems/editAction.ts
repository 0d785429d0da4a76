import * as vscode from 'vscode';
import type { SourceSpan } from '../../protocol/sourceSpan.js';

/** Edits that the light bulb offers together for some diagnostics. */
export function editAction(
  document: vscode.TextDocument,
  title: string,
  edits: readonly { readonly span: SourceSpan; readonly newText: string }[],
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const { span, newText } of edits) action.edit.replace(document.uri, rangeOf(span), newText);
  action.diagnostics = diagnostics;
  return action;
}

export const rangeOf = ({ start, end }: SourceSpan): vscode.Range =>
  new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
