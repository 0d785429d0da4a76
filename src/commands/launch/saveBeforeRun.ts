import { basename } from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../../errors/humanError.js';
import { mayBeUnsaved, saved } from './saved.js';
import { isWritten } from './writtenText.js';

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
    await saveOrExplain(notebook, vscode.workspace.onDidSaveNotebookDocument);
  }
  for (const each of vscode.workspace.textDocuments) {
    if (!mayBeUnsaved(each) || each.uri.scheme !== 'file' || !SAVED_LANGUAGES.has(each.languageId)) continue;
    if (!isConcerned(each.uri)) continue;
    await saveOrExplain(each, vscode.workspace.onDidSaveTextDocument);
    await writeOrExplain(each);
  }
}

async function saveOrExplain<Document extends vscode.TextDocument | vscode.NotebookDocument>(
  document: Document,
  onDidSave: vscode.Event<Document>,
): Promise<void> {
  if (await saved(document, onDidSave)) return;
  throw new HumanError(`${basename(document.uri.fsPath)} could not be saved, so nothing ran. Save it, then run again.`);
}

/** The editor's own Save writes a text that counts as saved, too, and asks where another program has changed the file; a text without an editor is on no screen. */
async function writeOrExplain(document: vscode.TextDocument): Promise<void> {
  if (await isWritten(document)) return;
  const hasEditor = (await vscode.workspace.save(document.uri)) !== undefined;
  if (!hasEditor && !isOpenInTab(document.uri)) return;
  if (await isWritten(document)) return;
  const name = basename(document.uri.fsPath);
  throw new HumanError(`${name} on disk is not what is on screen, so nothing ran. Save it, then run again.`);
}

const isOpenInTab = ({ fsPath }: vscode.Uri): boolean =>
  vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.fsPath === fsPath),
  );
