import * as vscode from 'vscode';
import type { Disposable } from '../../lifecycle/disposables.js';
import { isSupported } from './languages.js';

/** Where the cursor is in a text. */
export type CursorPlace = Pick<vscode.TextEditor, 'document' | 'selection'>;

/** The editor of models that was in front last: the walkthrough comes over it, or takes its tab, and has commands that mean its model. */
export class LastEditor implements Disposable {
  private last = vscode.window.activeTextEditor;
  private readonly watch = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor && isSupported(editor.document)) this.last = editor;
  });

  /** The cursor in front, else the last one. */
  async place(): Promise<CursorPlace | undefined> {
    const editor = vscode.window.activeTextEditor ?? this.last;
    if (!editor?.document.isClosed) return editor;
    const { document, selection } = editor;
    try {
      return { document: await vscode.workspace.openTextDocument(document.uri), selection };
    } catch {
      return undefined;
    }
  }

  dispose(): void {
    this.watch.dispose();
  }
}
