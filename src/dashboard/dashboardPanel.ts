import * as v from 'valibot';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../lifecycle/disposables.js';
import { ToHost } from '../protocol/dashboard/messages.js';
import type { RunPositions } from '../runs/positions.js';
import type { Runs } from '../runs/types.js';
import type { Tries } from '../trials/tries.js';
import type { DashboardActions } from './handlePageMessage.js';
import { pageHtml } from './pageHtml.js';
import { DashboardSession, type SessionDeps } from './session.js';

export interface PanelDeps {
  readonly extensionUri: vscode.Uri;
  readonly runs: Runs;
  readonly tries: Tries;
  readonly positions: RunPositions;
  readonly places: SessionDeps['places'];
  readonly depth: SessionDeps['depth'];
  readonly kept: SessionDeps['kept'];
  readonly sweeps: SessionDeps['sweeps'];
  readonly actions: DashboardActions;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

export const pageFolder = (extensionUri: vscode.Uri): vscode.Uri =>
  vscode.Uri.joinPath(extensionUri, 'dist', 'webview');

/** An open dashboard: the editor's panel and the session that feeds its page. Ends when the person closes the panel. */
export class DashboardPanel implements Disposable {
  readonly session: DashboardSession;
  private readonly store = new DisposableStore();

  constructor(
    private readonly panel: vscode.WebviewPanel,
    { extensionUri, runs, tries, positions, places, depth, kept, sweeps, actions, log }: PanelDeps,
    onClosed: () => void,
  ) {
    const { webview } = panel;
    const folder = pageFolder(extensionUri);
    this.session = this.store.add(
      new DashboardSession({
        runs,
        tries,
        positions,
        places,
        depth,
        kept,
        sweeps,
        folders: () => vscode.workspace.workspaceFolders?.map(({ uri }) => uri.fsPath) ?? [],
        actions,
        post: (message) => webview.postMessage(message),
        reveal: (message) => void webview.postMessage(message),
        warn: (message) => log.warn(message),
      }),
    );
    this.store.add(
      webview.onDidReceiveMessage((message: unknown) => {
        const parsed = v.safeParse(ToHost, message);
        if (parsed.success) this.session.receive(parsed.output);
        else log.warn(`Unexpected message from the dashboard page: ${v.summarize(parsed.issues)}`);
      }),
    );
    this.store.add(panel.onDidChangeViewState(() => this.session.setVisible(panel.visible)));
    this.store.add(panel.onDidDispose(onClosed));
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.html = pageHtml({
      cspSource: webview.cspSource,
      script: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'dashboard.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'dashboard.css')).toString(),
    });
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.svg');
    this.session.setVisible(panel.visible);
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.store.dispose();
    this.panel.dispose();
  }
}
