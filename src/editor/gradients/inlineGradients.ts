import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import type { ConfigValue } from '../../platform/configValue.js';
import { gradientText, levelOf } from './gradientText.js';
import { placeOnLine } from './placeOnLine.js';
import type { EditorGradients, VisibleGradients } from './visibleGradients.js';

const STALE_COLOR = 'gradlens.gradient.stale';
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

  /** @param endColumn lines that end before it have their gradient at their end, longer ones at their start */
  constructor(visible: VisibleGradients, endColumn: ConfigValue<number>) {
    this.store.add(
      visible.onDidUpdate((gradients) =>
        gradients.editor.setDecorations(this.decoration, decorate(gradients, endColumn.value)),
      ),
    );
    this.store.add(endColumn.onDidChange(() => visible.request()));
    visible.request();
  }

  dispose(): void {
    this.store.dispose();
  }
}

function decorate(
  { editor: { document, options }, lines }: EditorGradients,
  endColumn: number,
): vscode.DecorationOptions[] {
  const tabSize = typeof options.tabSize === 'number' ? options.tabSize : DEFAULT_TAB_SIZE;
  const shown = lines.map(({ line, stale, edited, layers }) => ({
    line,
    text: gradientText(layers, stale && edited),
    color: stale ? STALE_COLOR : `gradlens.gradient.${levelOf(layers)}`,
    fontStyle: stale ? { fontStyle: 'italic' } : {},
    ...placeOnLine(document.lineAt(line).text, tabSize, endColumn),
  }));
  // Code of one indentation stays aligned behind its gradients.
  const widths = new Map<number, number>();
  for (const { side, character, text } of shown) {
    if (side === 'start') widths.set(character, Math.max(text.length, widths.get(character) ?? 0));
  }
  return shown.map(({ line, character, side, text, color, fontStyle }) => {
    const contentText = (side === 'start' ? text.padEnd(widths.get(character) ?? 0) : text).replaceAll(
      ' ',
      NO_BREAK_SPACE,
    );
    const attachment = { contentText, color: new vscode.ThemeColor(color), ...fontStyle };
    return {
      range: new vscode.Range(line, character, line, character),
      renderOptions:
        side === 'start'
          ? { before: { ...attachment, margin: GAP_BEHIND } }
          : { after: { ...attachment, margin: GAP_IN_FRONT } },
    };
  });
}
