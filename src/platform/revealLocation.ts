import * as vscode from 'vscode';
import { HumanError } from '../errors/humanError.js';
import type { SourceLocation } from '../protocol/fit.js';
import { reportError } from './reportError.js';

/** Shows a place in the source with the cursor on it, in the editor column that has the file or the first one. Never rejects. */
export async function revealLocation(
  { file, line, column }: SourceLocation,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const position = new vscode.Position(line - 1, column - 1);
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.fsPath === file);
  try {
    await vscode.window.showTextDocument(vscode.Uri.file(file), {
      selection: new vscode.Range(position, position),
      viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    });
  } catch {
    await reportError(log, new HumanError(`${file} cannot be shown: it was moved or deleted.`));
  }
}
