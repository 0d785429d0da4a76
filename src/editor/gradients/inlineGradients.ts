import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import type { ConfigValue } from '../../platform/configValue.js';
import type { EditorState } from '../editorState.js';
import { isSupported } from '../models/languages.js';
import { Throttle } from '../throttle.js';
import { documentGradients } from './documentGradients.js';
import { gradientText, levelOf } from './gradientText.js';
import type { LineGradients } from './lineGradients.js';
import { placeOnLine } from './placeOnLine.js';

/** Milliseconds between updates. */
const REFRESH = 500;
const STALE_COLOUR = 'gradlens.gradient.stale';
const DEFAULT_TAB_SIZE = 4;
const NO_BREAK_SPACE = '\u00a0';
const GAP_BEHIND = '0 1ch 0 0';
const GAP_IN_FRONT = '0 0 0 2ch';

/** Shows each layer's gradient on the line that defines it, in every visible editor. */
export class InlineGradients implements Disposable {
  private readonly store = new DisposableStore();
  private readonly decoration = this.store.add(
    vscode.window.createTextEditorDecorationType({ rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed }),
  );
  private readonly refresh = this.store.add(new Throttle(REFRESH, () => this.update()));
  /** Editors that show something, so that others are not written to for nothing. */
  private readonly decorated = new WeakSet<vscode.TextEditor>();

  /** @param endColumn lines that end before it have their gradient at their end, longer ones at their start */
  constructor(
    private readonly state: EditorState,
    private readonly endColumn: ConfigValue<number>,
  ) {
    const request = (): void => this.refresh.request();
    this.store.add(state.activity.onDidHappen(request));
    this.store.add(state.notebooks.onDidChange(request));
    this.store.add(endColumn.onDidChange(request));
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
      editor.setDecorations(this.decoration, decorate(editor, lines, this.endColumn.value));
      if (lines.length > 0) this.decorated.add(editor);
      else this.decorated.delete(editor);
    }
  }
}

function decorate(
  { document, options }: vscode.TextEditor,
  lines: readonly LineGradients[],
  endColumn: number,
): vscode.DecorationOptions[] {
  const tabSize = typeof options.tabSize === 'number' ? options.tabSize : DEFAULT_TAB_SIZE;
  const shown = lines
    .filter(({ line }) => line < document.lineCount)
    .map(({ line, stale, layers }) => ({
      line,
      text: gradientText(layers, stale),
      colour: stale ? STALE_COLOUR : `gradlens.gradient.${levelOf(layers)}`,
      fontStyle: stale ? { fontStyle: 'italic' } : {},
      ...placeOnLine(document.lineAt(line).text, tabSize, endColumn),
    }));
  // Code of one indentation stays aligned behind its gradients.
  const widths = new Map<number, number>();
  for (const { side, character, text } of shown) {
    if (side === 'start') widths.set(character, Math.max(text.length, widths.get(character) ?? 0));
  }
  return shown.map(({ line, character, side, text, colour, fontStyle }) => {
    const contentText = (side === 'start' ? text.padEnd(widths.get(character) ?? 0) : text).replaceAll(
      ' ',
      NO_BREAK_SPACE,
    );
    const attachment = { contentText, color: new vscode.ThemeColor(colour), ...fontStyle };
    return {
      range: new vscode.Range(line, character, line, character),
      renderOptions:
        side === 'start'
          ? { before: { ...attachment, margin: GAP_BEHIND } }
          : { after: { ...attachment, margin: GAP_IN_FRONT } },
    };
  });
}
