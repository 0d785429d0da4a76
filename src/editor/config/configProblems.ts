import * as vscode from 'vscode';
import { parseConfig } from '../../config/parseConfig.js';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { diagnosticOf } from '../../platform/diagnostic.js';
import { CONFIG_PATH } from '../../protocol/config.js';
import { configRefusal } from './workspaceConfig.js';

/** What is wrong in an open `gradlens.json`, on its line; for the rest of them, once they are opened or written. */
export class ConfigProblems implements Disposable {
  private readonly store = new DisposableStore();
  private readonly shown = this.store.add(vscode.languages.createDiagnosticCollection('gradlens.config'));

  /** @param metrics names of metrics that were recorded, which alerts may use */
  constructor(private readonly metrics: () => readonly string[]) {
    const { workspace } = vscode;
    const watcher = this.store.add(workspace.createFileSystemWatcher(`**/${CONFIG_PATH}`));
    const check = (uri: vscode.Uri) => void this.checkFile(uri);
    this.store.add(watcher.onDidCreate(check));
    this.store.add(watcher.onDidChange(check));
    this.store.add(watcher.onDidDelete((uri) => this.shown.delete(uri)));
    this.store.add(workspace.onDidOpenTextDocument((document) => this.checkDocument(document)));
    this.store.add(workspace.onDidChangeTextDocument(({ document }) => this.checkDocument(document)));
    for (const folder of workspace.workspaceFolders ?? []) check(vscode.Uri.joinPath(folder.uri, CONFIG_PATH));
  }

  dispose(): void {
    this.store.dispose();
  }

  private async checkFile(uri: vscode.Uri): Promise<void> {
    const refused = await configRefusal(uri);
    try {
      if (refused === null) this.checkDocument(await vscode.workspace.openTextDocument(uri));
      else this.shown.set(uri, [diagnosticOf(new vscode.Range(0, 0, 0, 1), refused, 'warning')]);
    } catch {
      this.shown.delete(uri);
    }
  }

  private checkDocument(document: vscode.TextDocument): void {
    if (!document.uri.path.endsWith(`/${CONFIG_PATH}`)) return;
    const text = document.getText();
    const diagnostics = parseConfig(text, this.metrics()).problems.map(({ message, offset, length }) => {
      const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
      return diagnosticOf(range, message, 'error');
    });
    this.shown.set(document.uri, diagnostics);
  }
}
