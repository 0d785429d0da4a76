import * as vscode from 'vscode';
import type { SourceFix } from '../../diagnosis/source/sourceRule.js';
import { commandIds } from '../../platform/commandIds.js';
import type { SourceModel } from '../../protocol/source.js';
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

/** Tries the same edits in place of making them. @param model the one that they are about, as the document has it */
export function tryAction(
  document: vscode.TextDocument,
  model: Pick<SourceModel, 'name' | 'line'>,
  fix: SourceFix,
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(`Try it: ${fix.title}`, vscode.CodeActionKind.QuickFix);
  action.command = { command: commandIds.tryFix, title: action.title, arguments: [tryArgument(document, model, fix)] };
  action.diagnostics = diagnostics;
  return action;
}

/** What the command takes that tries edits of a document. */
export const tryArgument = (
  { uri, version }: vscode.TextDocument,
  { name, line }: Pick<SourceModel, 'name' | 'line'>,
  { title, edits }: SourceFix,
) => ({ uri: uri.toString(), version, model: { name, line }, title, edits });

export const rangeOf = ({ start, end }: SourceSpan): vscode.Range =>
  new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
