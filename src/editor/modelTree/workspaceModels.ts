import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import { withProgress } from '../../platform/messages.js';
import { type FileNode, ModelFolders, type TreeNode } from '../../workspace/modelFolders.js';
import { type IndexState, WorkspaceIndex, type WorkspaceIndexOptions } from '../../workspace/workspaceIndex.js';
import { FileChanges } from './fileChanges.js';
import { concernsFolders, indexedFolders } from './indexedFolders.js';

/** Beyond so many changed paths at once, a scan is quicker than looking at each. */
const MOST_PATHS = 500;

/** The models of the workspace's folders, kept up to date with the files and the settings. */
export class WorkspaceModels implements Disposable {
  private readonly store = new DisposableStore();
  private readonly index: WorkspaceIndex;
  private folders = indexedFolders();
  private tree = this.newTree();
  private endProgress: (() => void) | undefined;
  private readonly changed = this.store.add(new Emitter<void>());
  readonly onDidChange = this.changed.event;

  constructor(options: WorkspaceIndexOptions) {
    this.index = this.store.add(new WorkspaceIndex(options));
    this.store.add(
      this.index.onDidChange((files) => {
        for (const [file, models] of files) this.tree.set(file, models);
        this.changed.fire();
      }),
    );
    this.store.add(this.index.onDidChangeState((state) => state !== 'reading' && this.hideProgress()));
    this.store.add(new FileChanges((paths) => this.take(paths)));
    this.store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.scan()));
    this.store.add(vscode.workspace.onDidChangeConfiguration((event) => concernsFolders(event) && this.scan()));
    this.index.scan(this.folders);
  }

  get state(): IndexState {
    return this.index.state;
  }

  get onDidChangeState() {
    return this.index.onDidChangeState;
  }

  top(): readonly TreeNode[] {
    return this.tree.top();
  }

  find(file: string): FileNode | undefined {
    return this.tree.find(file);
  }

  /** Shows in a view that a scan goes on, until it does not. */
  showProgress(viewId: string): void {
    if (this.endProgress) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.endProgress = resolve;
    void withProgress({ location: { viewId } }, () => promise);
  }

  dispose(): void {
    this.hideProgress();
    this.store.dispose();
  }

  private hideProgress(): void {
    this.endProgress?.();
    this.endProgress = undefined;
  }

  private take(paths: readonly string[]): void {
    if (paths.length > MOST_PATHS) this.index.scan(this.folders);
    else this.index.change(paths);
  }

  private scan(): void {
    this.folders = indexedFolders();
    this.tree = this.newTree();
    for (const [file, models] of this.index.files) this.tree.set(file, models);
    this.index.scan(this.folders);
    this.changed.fire();
  }

  private newTree(): ModelFolders {
    return new ModelFolders(this.folders.map(({ path }) => path));
  }
}
