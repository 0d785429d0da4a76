import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { HumanError } from '../../errors/humanError.js';

/** Milliseconds in which a save that is under way comes to its end. */
const SETTLED = 500;

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
export const saveBeforeRun = (document: vscode.TextDocument): Promise<void> => saveAround(document, () => true);

/** As `saveBeforeRun`, without the document itself, of which the run gets the text that is on screen. */
export const saveBeside = (document: vscode.TextDocument): Promise<void> =>
  saveAround(document, ({ fsPath }) => fsPath !== document.uri.fsPath);

async function saveAround(document: vscode.TextDocument, isMeant: (uri: vscode.Uri) => boolean): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const isConcerned = (uri: vscode.Uri): boolean =>
    isMeant(uri) &&
    (uri.fsPath === document.uri.fsPath ||
      (folder !== undefined && vscode.workspace.getWorkspaceFolder(uri) === folder));
  for (const notebook of vscode.workspace.notebookDocuments) {
    if (!notebook.isDirty || notebook.uri.scheme !== 'file' || !isConcerned(notebook.uri)) continue;
    await saveOrExplain(notebook);
  }
  for (const each of vscode.workspace.textDocuments) {
    if (!each.isDirty || each.uri.scheme !== 'file' || !SAVED_LANGUAGES.has(each.languageId)) continue;
    if (isConcerned(each.uri)) await saveOrExplain(each);
  }
}

async function saveOrExplain(document: vscode.TextDocument | vscode.NotebookDocument): Promise<void> {
  if (await save(document)) return;
  // A save of the editor's own that is under way makes this one fail: it counts, once the document says so.
  await sleep(SETTLED);
  if (!document.isDirty || (await save(document))) return;
  throw new HumanError(`${basename(document.uri.fsPath)} could not be saved, so nothing ran. Save it, then run again.`);
}

async function save(document: vscode.TextDocument | vscode.NotebookDocument): Promise<boolean> {
  try {
    return await document.save();
  } catch {
    return false;
  }
}
