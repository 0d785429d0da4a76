import * as vscode from 'vscode';
import { commandIds } from '../../platform/commandIds.js';
import type { TrainerProblemKind } from '../../protocol/trainer.js';
import { LANGUAGES } from '../models/languages.js';

const NEEDS_TFJS_NODE: TrainerProblemKind = 'unsupported-on-wasm';
const TITLE = 'Install tfjs-node';

/** Where the embedded default lacks an operation, the light bulb offers what can. */
export function registerInstallQuickFix(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    LANGUAGES,
    {
      provideCodeActions: (_document, _range, { diagnostics }) => {
        const fixed = diagnostics.filter(({ source, code }) => source === 'GradLens' && code === NEEDS_TFJS_NODE);
        if (fixed.length === 0) return [];
        const action = new vscode.CodeAction(TITLE, vscode.CodeActionKind.QuickFix);
        action.command = { title: TITLE, command: commandIds.installTfjsNode };
        action.diagnostics = fixed;
        action.isPreferred = true;
        return [action];
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
