import * as vscode from 'vscode';
import type { DocumentModels } from '../models/documentModels.js';
import { isSupported } from '../models/languages.js';
import { isCellModel } from './cellModels.js';
import { notebookOf } from './notebookOf.js';

/** Shows a notebook as the person's editor of notebooks does, with the cursor on the model that is the nth in its file. */
export async function revealInNotebook(models: DocumentModels, file: string, nth: number): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
  for (const { document } of notebookOf(file)?.getCells() ?? []) {
    if (!isSupported(document)) continue;
    const model = (await models.current(document)).find((each) => isCellModel(each) && each.nth === nth);
    if (model) await revealInCell(document, model.span.start);
  }
}

/** Shows a place of a cell, from 1, in its notebook. */
export async function revealInCell(
  cell: vscode.TextDocument,
  { line, column }: { readonly line: number; readonly column: number },
): Promise<void> {
  const position = new vscode.Position(line - 1, column - 1);
  await vscode.commands.executeCommand('vscode.open', cell.uri, { selection: new vscode.Range(position, position) });
}
