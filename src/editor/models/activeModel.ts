import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { ContextKey } from '../../platform/contextKey.js';
import type { SourceModel } from '../../protocol/source.js';
import { isHeld } from '../../protocol/trainer.js';
import type { EditorState } from '../editorState.js';
import { Throttle } from '../throttle.js';
import type { CursorPlace } from './lastEditor.js';
import { modelAt } from './modelAt.js';
import { isActive } from './modelRuns.js';

/** Milliseconds between updates of the context keys. */
const REFRESH = 100;

/** The context keys that decide which commands the palette and the keyboard offer. */
export class ActiveModel implements Disposable {
  private readonly store = new DisposableStore();
  private readonly modelAtCursor = this.store.add(new ContextKey('gradlens.modelAtCursor'));
  private readonly activeAtCursor = this.store.add(new ContextKey('gradlens.runActiveAtCursor'));
  private readonly anyActive = this.store.add(new ContextKey('gradlens.anyRunActive'));
  private readonly anyUnpaused = this.store.add(new ContextKey('gradlens.anyRunUnpaused'));
  private readonly anyPaused = this.store.add(new ContextKey('gradlens.anyRunPaused'));
  private readonly anyBroken = this.store.add(new ContextKey('gradlens.anyRunBroken'));
  private readonly anyModel = this.store.add(new ContextKey('gradlens.hasTrainedModel'));
  private readonly anyRun = this.store.add(new ContextKey('gradlens.hasRuns'));

  constructor(private readonly state: EditorState) {
    const refresh = this.store.add(new Throttle(REFRESH, () => this.update()));
    const request = (): void => refresh.request();
    this.store.add(
      state.activity.onDidHappen(({ change }) => {
        if (change === null || change.kind === 'state' || change.kind === 'fitStarted') request();
      }),
    );
    this.store.add(state.models.onDidChange(request));
    this.store.add(vscode.window.onDidChangeActiveTextEditor(request));
    this.store.add(vscode.window.onDidChangeTextEditorSelection(request));
    request();
  }

  dispose(): void {
    this.store.dispose();
  }

  private update(): void {
    const { runs, modelRuns } = this.state;
    const editor = vscode.window.activeTextEditor;
    const model = editor ? modelAtCursor(this.state.models.knownFor(editor.document), editor) : null;
    const found = editor && model ? modelRuns.of(model, editor.document) : null;
    this.modelAtCursor.set(model !== null);
    this.activeAtCursor.set(found !== null && isActive(found.run));
    const phases = runs.all.map(({ state }) => (state.kind === 'active' ? state.phase : null));
    this.anyActive.set(runs.all.some(isActive));
    this.anyUnpaused.set(phases.some((phase) => phase !== null && !isHeld(phase)));
    this.anyPaused.set(phases.some((phase) => phase !== null && isHeld(phase)));
    this.anyBroken.set(phases.includes('broken'));
    this.anyModel.set(runs.all.some(({ keptModel }) => keptModel !== null));
    this.anyRun.set(runs.all.length > 0);
  }
}

export const modelAtCursor = (models: readonly SourceModel[], { selection }: CursorPlace): SourceModel | null =>
  modelAt(models, selection.active.line + 1);
