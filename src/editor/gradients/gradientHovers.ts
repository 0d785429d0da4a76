import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import type { EditorState } from '../editorState.js';
import { LANGUAGES } from '../models/languages.js';
import { documentGradients } from './documentGradients.js';
import { hoverText } from './hoverText.js';
import type { PlotColors } from './normPlot.js';

/** On a layer's line: what its gradient means, how it went over time, and all its statistics. */
export class GradientHovers implements vscode.HoverProvider, Disposable {
  private readonly store = new DisposableStore();

  constructor(private readonly state: EditorState) {
    this.store.add(vscode.languages.registerHoverProvider(LANGUAGES, this));
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const found = documentGradients(this.state, document).find(({ line }) => line === position.line);
    if (!found) return undefined;
    const text = new vscode.MarkdownString(hoverText(found.layers, found.stale, plotColors()));
    return new vscode.Hover(text, document.lineAt(position.line).range);
  }

  dispose(): void {
    this.store.dispose();
  }
}

/** An image in a hover does not see the theme's colors, only whether it is light or dark. */
function plotColors(): PlotColors {
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return { line: '#0a5dc2', band: '#0a5dc233', text: '#5a5a5a', grid: '#00000018' };
    case vscode.ColorThemeKind.HighContrastLight:
      return { line: '#003a86', band: '#003a8640', text: '#000000', grid: '#00000060' };
    case vscode.ColorThemeKind.HighContrast:
      return { line: '#6cc5ff', band: '#6cc5ff50', text: '#ffffff', grid: '#ffffff60' };
    case vscode.ColorThemeKind.Dark:
      return { line: '#4fa8ff', band: '#4fa8ff33', text: '#a8a8a8', grid: '#ffffff1a' };
  }
}
