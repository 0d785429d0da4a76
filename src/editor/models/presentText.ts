import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { cellsText } from '../../protocol/cellsText.js';
import { plainLines } from '../../protocol/sourceText.js';
import { blankMagics } from '../../source/notebook/magics.js';
import { notebookOf } from '../notebooks/notebookOf.js';
import { isSupported } from './languages.js';

/**
 * The code of a file as it is now, on screen before on disk; of a notebook what its code cells have, as runs keep it. Null where it is not there.
 * A notebook that is not open counts as not there: nothing of it is shown.
 */
export async function presentText(file: string): Promise<string | null> {
  const notebook = notebookOf(file);
  if (notebook) return cellsOf(notebook);
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === file);
  const text = open ? open.getText() : await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : plainLines(text);
}

const cellsOf = (notebook: vscode.NotebookDocument): string =>
  cellsText(
    notebook
      .getCells()
      .filter(({ document }) => isSupported(document))
      .map(({ index, document }) => ({ index, text: blankMagics(document.getText().replaceAll('\r\n', '\n')) })),
  );
