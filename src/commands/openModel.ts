import * as vscode from 'vscode';
import type { Command, CommandDeps } from './deps.js';
import { modelTarget } from './modelTarget.js';

/** Shows a model that a list names, where it is by now. */
export function openModel({ state }: CommandDeps): Command {
  return async (argument) => {
    const target = await modelTarget(state.models, argument);
    if (!target) return;
    const { line, column } = target.model.span.start;
    const position = new vscode.Position(line - 1, column - 1);
    await vscode.window.showTextDocument(target.document, { selection: new vscode.Range(position, position) });
  };
}
