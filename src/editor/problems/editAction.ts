import * as vscode from 'vscode';
import type { SourceSpan } from '../../protocol/sourceSpan.js';
import type { ProblemFix } from '../../protocol/trainer.js';

/** An edit that the light bulb offers for some diagnostics. */
export function editAction(
  document: vscode.TextDocument,
  { title, span, newText }: ProblemFix,
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, rangeOf(span), newText);
  action.diagnostics = diagnostics;
  return action;
}

export const rangeOf = ({ start, end }: SourceSpan): vscode.Range =>
  new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
