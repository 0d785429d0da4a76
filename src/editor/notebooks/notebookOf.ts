import * as vscode from 'vscode';

/** The open notebook that a path or one of its cells belongs to. */
export function notebookOf(path: string): vscode.NotebookDocument | undefined {
  return vscode.workspace.notebookDocuments.find(({ uri, isClosed }) => !isClosed && uri.fsPath === path);
}
