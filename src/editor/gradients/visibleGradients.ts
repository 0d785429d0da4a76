import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import type { EditorState } from '../editorState.js';
import { isSupported } from '../models/languages.js';
import { Throttle } from '../throttle.js';
import { documentGradients } from './documentGradients.js';
import type { LineGradients } from './lineGradients.js';

/** Milliseconds between updates. */
const REFRESH = 500;

/** What an editor has to show: all of it, in place of what it had. */
export interface EditorGradients {
  readonly editor: vscode.TextEditor;
  readonly lines: readonly LineGradients[];
}

/** The gradients of the layers in every visible editor, worked out once for all surfaces that show them. */
export class VisibleGradients implements Disposable {
  private readonly store = new DisposableStore();
  private readonly updated = this.store.add(new Emitter<EditorGradients>());
  readonly onDidUpdate = this.updated.event;
  private readonly refresh = this.store.add(new Throttle(REFRESH, () => this.update()));
  /** Editors that show something, so that others are not written to for nothing. */
  private readonly shown = new WeakSet<vscode.TextEditor>();

  constructor(private readonly state: EditorState) {
    const request = (): void => this.request();
    this.store.add(state.activity.onDidHappen(request));
    this.store.add(state.notebooks.onDidChange(request));
    this.store.add(state.places.onDidChange(request));
    this.store.add(state.ages.onDidChange(request));
    this.store.add(state.positions.onDidMove(request));
    this.store.add(vscode.window.onDidChangeVisibleTextEditors(request));
    this.store.add(vscode.window.onDidChangeTextEditorOptions(request));
    this.store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isSupported(document)) request();
      }),
    );
  }

  /** Asks for an update of all editors, soon. */
  request(): void {
    this.refresh.request();
  }

  dispose(): void {
    this.store.dispose();
  }

  private update(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      const lines = documentGradients(this.state, document).filter(({ line }) => line < document.lineCount);
      if (lines.length === 0 && !this.shown.has(editor)) continue;
      if (lines.length > 0) this.shown.add(editor);
      else this.shown.delete(editor);
      this.updated.fire({ editor, lines });
    }
  }
}
