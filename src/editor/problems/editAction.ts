import * as vscode from 'vscode';
import type { SourceFix } from '../../diagnosis/source/sourceRule.js';
import { commandIds } from '../../platform/commandIds.js';
import type { SourceModel } from '../../protocol/source.js';
import { type Edits, workspaceEdit } from './makeEdits.js';

/** What the light bulb offers for the fixes of a finding: each as an edit, and to try it. @param model as the document has it */
export const fixActions = (
  document: vscode.TextDocument,
  model: Pick<SourceModel, 'name' | 'line'>,
  fixes: readonly SourceFix[],
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction[] =>
  fixes.flatMap((fix) => [
    editAction(document, fix.title, fix.edits, diagnostics),
    tryAction(document, model, fix, diagnostics),
  ]);

/** Edits that the light bulb offers together for some diagnostics. */
export function editAction(
  document: vscode.TextDocument,
  title: string,
  edits: Edits,
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = workspaceEdit(document, edits);
  action.diagnostics = diagnostics;
  return action;
}

/** Tries the same edits in place of making them. */
function tryAction(
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
