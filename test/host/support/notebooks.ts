import * as vscode from 'vscode';
import { writeSource } from './window.js';

const notebook = (...sources: string[]): string =>
  JSON.stringify(
    {
      cells: sources.map((source) => ({
        cell_type: 'code',
        execution_count: null,
        metadata: {},
        outputs: [],
        source: source.split(/(?<=\n)/),
      })),
      metadata: { language_info: { name: 'python' } },
      nbformat: 4,
      nbformat_minor: 2,
    },
    null,
    1,
  );

/** Writes a notebook of these cells of code, and opens it in an editor. */
export async function openNotebook(...sources: string[]): Promise<vscode.NotebookDocument> {
  const file = writeSource('net.ipynb', notebook(...sources));
  const document = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));
  await vscode.window.showNotebookDocument(document);
  return document;
}

/** What a cell holds. */
export function cell(document: vscode.NotebookDocument, index: number): vscode.TextDocument {
  return document.cellAt(index).document;
}
