import { basename } from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../errors/humanError.js';

/** What a run may read: code and its data. Other unsaved work is left alone. */
const SAVED_LANGUAGES = new Set([
  'javascript',
  'typescript',
  'javascriptreact',
  'typescriptreact',
  'html',
  'vue',
  'svelte',
  'python',
  'json',
  'jsonc',
  'csv',
  'tsv',
]);

/**
 * Saves the document and the unsaved code and data beside it in its workspace folder, so that what runs is what is on screen.
 * @throws {HumanError} where a file could not be saved
 */
export async function saveBeforeRun(document: vscode.TextDocument): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  for (const each of vscode.workspace.textDocuments) {
    if (!each.isDirty || each.uri.scheme !== 'file' || !SAVED_LANGUAGES.has(each.languageId)) continue;
    if (each !== document && (!folder || vscode.workspace.getWorkspaceFolder(each.uri) !== folder)) continue;
    if (!(await save(each))) {
      throw new HumanError(
        `${basename(each.uri.fsPath)} could not be saved, so nothing was run. Save it, then Run again.`,
      );
    }
  }
}

async function save(document: vscode.TextDocument): Promise<boolean> {
  try {
    return await document.save();
  } catch {
    return false;
  }
}
