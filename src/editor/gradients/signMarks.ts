import * as vscode from 'vscode';
import { GRADIENT_SIGNS, type MarkedSign, worstSign } from '../../diagnosis/gradientSign.js';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { gutterIcon } from './gutterIcon.js';
import type { EditorGradients, VisibleGradients } from './visibleGradients.js';

/** How a sign looks on one surface. */
type Look = (sign: MarkedSign, stale: boolean) => vscode.DecorationRenderOptions;

/** Beside the line's number: the sign of a layer whose gradient needs a look. */
export const gutterLook: Look = (sign, stale) => ({
  light: { gutterIconPath: iconUri(gutterIcon(sign, stale, 'light')) },
  dark: { gutterIconPath: iconUri(gutterIcon(sign, stale, 'dark')) },
  gutterIconSize: 'contain',
});

const { Left, Center, Right } = vscode.OverviewRulerLane;

/** Too small on the left, nothing at all in the middle, too large on the right, so that color is not the only sign. */
const LANES: Readonly<Record<MarkedSign, vscode.OverviewRulerLane>> = {
  vanishing: Left,
  'no-gradient': Center,
  'only-zeros': Center,
  exploding: Right,
  'not-a-number': Right,
};

/** In the scroll bar: where in the file such layers are. */
export const rulerLook: Look = (sign, stale) => ({
  overviewRulerColor: new vscode.ThemeColor(`gradlens.gradient.${stale ? 'stale' : GRADIENT_SIGNS[sign].tone}`),
  overviewRulerLane: LANES[sign],
});

const iconUri = (svg: string): vscode.Uri =>
  vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, true);

/** Marks the lines of layers whose gradient needs a look, in every visible editor, on one surface; all else has no mark, so that a mark says something. */
export class SignMarks implements Disposable {
  private readonly store = new DisposableStore();
  private readonly decorations: ReadonlyMap<string, vscode.TextEditorDecorationType>;
  /** Looks that an editor has lines of, so that the other ones are not written for nothing. */
  private readonly shown = new WeakMap<vscode.TextEditor, ReadonlySet<string>>();

  constructor(visible: VisibleGradients, look: Look) {
    const signs = Object.keys(LANES) as MarkedSign[];
    this.decorations = new Map(
      signs.flatMap((sign) =>
        [false, true].map((stale) => [
          keyOf(sign, stale),
          this.store.add(vscode.window.createTextEditorDecorationType(look(sign, stale))),
        ]),
      ),
    );
    this.store.add(visible.onDidUpdate((gradients) => this.show(gradients)));
    visible.request();
  }

  dispose(): void {
    this.store.dispose();
  }

  private show({ editor, lines }: EditorGradients): void {
    const byLook = Map.groupBy(lines, ({ layers, stale }) => keyOf(worstSign(layers), stale));
    const before = this.shown.get(editor);
    for (const [key, decoration] of this.decorations) {
      if (!byLook.has(key) && !before?.has(key)) continue;
      editor.setDecorations(
        decoration,
        (byLook.get(key) ?? []).map(({ line }) => new vscode.Range(line, 0, line, 0)),
      );
    }
    this.shown.set(editor, new Set(byLook.keys()));
  }
}

const keyOf = (sign: string, stale: boolean): string => `${sign} ${stale}`;
