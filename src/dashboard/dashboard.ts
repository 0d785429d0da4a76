import * as v from 'valibot';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore, MutableDisposable } from '../lifecycle/disposables.js';
import { PageMemory, type Section } from '../protocol/dashboard/messages.js';
import type { Run } from '../runs/types.js';
import { DashboardPanel, type PanelDeps, pageFolder } from './dashboardPanel.js';

const VIEW_TYPE = 'gradlens.dashboard';

/** The one dashboard of a window: opens its panel, and takes it over again after the window was reloaded. */
export class Dashboard implements Disposable {
  private readonly store = new DisposableStore();
  private readonly panel = this.store.add(new MutableDisposable<DashboardPanel>());

  constructor(private readonly deps: PanelDeps) {
    this.store.add(
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
        deserializeWebviewPanel: async (panel, state) => this.restore(panel, state),
      }),
    );
  }

  /** Opens the panel beside the editor, or brings it to the front, without taking the focus; shows `run` and a section of it if given. */
  show(run?: Run, section?: Section): void {
    if (this.panel.value) this.panel.value.reveal();
    else this.adopt(this.create());
    if (run) this.panel.value?.session.compare([run]);
    if (section) this.panel.value?.session.reveal(section);
  }

  /** As `show`, with runs beside each other, the first of them whole. */
  compare(runs: readonly Run[]): void {
    this.show();
    this.panel.value?.session.compare(runs);
  }

  dispose(): void {
    this.store.dispose();
  }

  private create(): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(
      VIEW_TYPE,
      'GradLens',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [pageFolder(this.deps.extensionUri)] },
    );
  }

  private adopt(panel: vscode.WebviewPanel): DashboardPanel {
    const adopted = new DashboardPanel(panel, this.deps, () => {
      if (this.panel.value === adopted) this.panel.value = undefined;
    });
    this.panel.value = adopted;
    return adopted;
  }

  private restore(panel: vscode.WebviewPanel, state: unknown): void {
    const { session } = this.adopt(panel);
    const parsed = v.safeParse(PageMemory, state);
    if (parsed.success) session.selection.choose(parsed.output.tracks);
  }
}
