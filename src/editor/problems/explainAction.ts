import * as vscode from 'vscode';
import { commandIds } from '../../platform/commandIds.js';
import type { Lesson } from '../../protocol/lesson.js';

/** What a finding is explained by. */
export interface Explained {
  readonly rule: string;
  readonly message: string;
  readonly lesson: Lesson;
}

/** What the light bulb offers to those who want to know more of a finding. */
export function explainAction(
  { rule, message, lesson }: Explained,
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction {
  const title = `Why? Explain ${rule}`;
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command: commandIds.explainFinding, arguments: [{ message, lesson }] };
  action.diagnostics = diagnostics;
  return action;
}
