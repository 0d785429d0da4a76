import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import type { EditorState } from '../editorState.js';
import { isSupported } from '../models/languages.js';
import { Throttle } from '../throttle.js';
import { columnsOf, gapsFor } from './alignColumn.js';
import { documentGradients } from './documentGradients.js';
import { gradientText, levelOf } from './gradientText.js';
import type { LineGradients } from './lineGradients.js';

/** Milliseconds between updates. */
const REFRESH = 500;
const STALE_COLOUR = 'gradlens.gradient.stale';
const DEFAULT_TAB_SIZE = 4;

/** Shows each layer's gradient behind the line that defines it, in every visible editor. */
export class InlineGradients implements Disposable {
  private readonly store = new DisposableStore();
  private readonly decoration = this.store.add(
    vscode.window.createTextEditorDecorationType({ rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed }),
  );
  private readonly refresh = this.store.add(new Throttle(REFRESH, () => this.update()));
  /** Editors that show something, so that others are not written to for nothing. */
  private readonly decorated = new WeakSet<vscode.TextEditor>();

  constructor(private readonly state: EditorState) {
    const request = (): void => this.refresh.request();
    this.store.add(state.activity.onDidHappen(request));
    this.store.add(state.notebooks.onDidChange(request));
    this.store.add(vscode.window.onDidChangeVisibleTextEditors(request));
    this.store.add(vscode.window.onDidChangeTextEditorOptions(request));
    this.store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isSupported(document)) request();
      }),
    );
    request();
  }

  dispose(): void {
    this.store.dispose();
  }

  private update(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const lines = documentGradients(this.state, editor.document);
      if (lines.length === 0 && !this.decorated.has(editor)) continue;
      editor.setDecorations(this.decoration, decorate(editor, lines));
      if (lines.length > 0) this.decorated.add(editor);
      else this.decorated.delete(editor);
    }
  }
}

function decorate(
  { document, options }: vscode.TextEditor,
  lines: readonly LineGradients[],
): vscode.DecorationOptions[] {
  const tabSize = typeof options.tabSize === 'number' ? options.tabSize : DEFAULT_TAB_SIZE;
  const shown = lines.filter(({ line }) => line < document.lineCount);
  const gaps = gapsFor(shown.map(({ line }) => columnsOf(document.lineAt(line).text, tabSize)));
  return shown.map(({ line, stale, layers }, index) => {
    const { end } = document.lineAt(line).range;
    const colour = stale ? STALE_COLOUR : `gradlens.gradient.${levelOf(layers)}`;
    return {
      range: new vscode.Range(end, end),
      renderOptions: {
        after: {
          contentText: gradientText(layers, stale).replaceAll(' ', '\u00a0'),
          color: new vscode.ThemeColor(colour),
          margin: `0 0 0 ${gaps[index] ?? 0}ch`,
          ...(stale ? { fontStyle: 'italic' } : {}),
        },
      },
    };
  });
}
