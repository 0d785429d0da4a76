import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { notebookOf } from './notebookOf.js';

const POLL = 50;
/** Milliseconds that the editor may take to see what it has just written. */
const PATIENCE = 3000;

/**
 * The text of a notebook's file as it is on disk, which is what a run reads; an editor of notebooks shows something else.
 * @param save whether to save the notebook first
 * @throws {Error} by rejection, where the file cannot be read
 */
export async function openSavedNotebook(file: string, save: boolean): Promise<vscode.TextDocument> {
  const notebook = notebookOf(file);
  if (save && notebook?.isDirty) await notebook.save();
  const document = await vscode.workspace.openTextDocument(file);
  if (document.isDirty) return document;
  const saved = plain(await readFile(file, 'utf8'));
  for (let waited = 0; plain(document.getText()) !== saved && waited < PATIENCE; waited += POLL) await sleep(POLL);
  return document;
}

const plain = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
