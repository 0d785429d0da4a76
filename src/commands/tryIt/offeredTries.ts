import * as v from 'valibot';
import * as vscode from 'vscode';
import { commandIds } from '../../platform/commandIds.js';
import { SourceSpan } from '../../protocol/sourceSpan.js';

/** What the light bulb and the dashboard hand over: edits of a document, which may be a notebook's cell, as it was at a version. */
export type AskedTry = v.InferOutput<typeof AskedTry>;
export const AskedTry = v.object({
  uri: v.string(),
  version: v.number(),
  model: v.object({ name: v.string(), line: v.number() }),
  title: v.string(),
  edits: v.array(v.object({ span: SourceSpan, newText: v.string() })),
});

const CODE_ACTIONS = 'vscode.executeCodeActionProvider';

/** What the light bulbs of a document offer to try in models of this name. */
export async function offeredTries(document: vscode.TextDocument, name: string): Promise<AskedTry[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const kind = vscode.CodeActionKind.QuickFix.value;
  const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(CODE_ACTIONS, document.uri, whole, kind);
  return actions
    .flatMap(({ command }) =>
      command?.command === commandIds.tryFix ? [v.parse(AskedTry, command.arguments?.[0])] : [],
    )
    .filter(({ model }) => model.name === name);
}
