import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { commandIds } from '../../platform/commandIds.js';
import { plainText } from '../../platform/plainText.js';
import { isHeld } from '../../protocol/trainer.js';
import type { Run } from '../../runs/types.js';
import type { EditorState } from '../editorState.js';
import { isActive } from '../models/modelRuns.js';
import { backendLabel, idleStatus, runStatus } from '../text/runStatus.js';
import { Throttle } from '../throttle.js';

/** Milliseconds between updates while something trains. */
const REFRESH = 500;
const PRIORITY = 50;

interface Content {
  /** A codicon. */
  readonly icon: string;
  readonly text: string;
  readonly tooltip: string;
}

/** How the newest run goes while one does; otherwise what the models of the file in front would train on. A click shows the dashboard. */
export class StatusBarItem implements Disposable {
  private readonly store = new DisposableStore();
  private readonly item = this.store.add(
    vscode.window.createStatusBarItem('gradlens.status', vscode.StatusBarAlignment.Left, PRIORITY),
  );

  constructor(private readonly state: EditorState) {
    const refresh = this.store.add(new Throttle(REFRESH, () => this.update()));
    const request = (): void => refresh.request();
    this.item.name = 'GradLens';
    this.store.add(state.activity.onDidHappen(request));
    this.store.add(state.models.onDidChange(request));
    this.store.add(state.backends.onDidChange(request));
    this.store.add(vscode.window.onDidChangeActiveTextEditor(request));
    request();
  }

  dispose(): void {
    this.store.dispose();
  }

  private update(): void {
    const active = this.state.runs.all.filter(isActive);
    const [newest] = active;
    const content = newest ? this.running(newest, active.length - 1) : this.idle();
    if (!content) {
      this.item.hide();
      return;
    }
    this.item.text = `$(${content.icon}) ${plainText(content.text)}`;
    this.item.tooltip = plainText(content.tooltip);
    this.item.command = {
      title: 'Show Dashboard',
      command: commandIds.showDashboard,
      arguments: newest ? [newest.id] : [],
    };
    this.item.accessibilityInformation = { label: `GradLens: ${content.text}` };
    this.item.show();
  }

  private running(run: Run, others: number): Content {
    const { state, request } = run;
    const busy = state.kind !== 'active' || !(isHeld(state.phase) || state.phase === 'held-open');
    const more = others > 0 ? ` · ${others} more` : '';
    return {
      icon: busy ? 'loading~spin' : 'debug-pause',
      text: `${runStatus(run, run.fits.at(-1) ?? null)} · ${backendLabel(request.backend)}${more}`,
      tooltip: `Training ${request.file}. Click to show the dashboard.`,
    };
  }

  private idle(): Content | null {
    const document = vscode.window.activeTextEditor?.document;
    const [model] = document ? this.state.models.knownFor(document) : [];
    if (!model) return null;
    const choice = this.state.backends.peek(model.file);
    const detail = choice.kind === 'none' ? choice.reason : 'The backend for the models of this file.';
    const tooltip = `GradLens: ${detail} Click to show the dashboard.`;
    return { icon: 'graph', text: idleStatus(choice), tooltip };
  }
}
