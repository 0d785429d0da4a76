import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import { withProgress } from '../../platform/messages.js';
import { type FileNode, ModelFolders, type TreeNode } from '../../workspace/modelFolders.js';
import type { Exclude, IndexedFolder } from '../../workspace/types.js';
import { type IndexState, WorkspaceIndex, type WorkspaceIndexOptions } from '../../workspace/workspaceIndex.js';
import { FileChanges } from './fileChanges.js';

/** Beyond so many changed paths at once, a scan is quicker than looking at each. */
const MOST_PATHS = 500;

/** Settings that change what is looked at. */
const SETTINGS = ['files.exclude', 'search.exclude', 'search.useIgnoreFiles'];

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

/** The workspace's folders on disk, with what the settings leave out of each. */
function indexedFolders(): IndexedFolder[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => {
      const settings = vscode.workspace.getConfiguration(undefined, uri);
      return {
        path: uri.fsPath,
        excludes: ['files.exclude', 'search.exclude'].flatMap((key) => excludes(settings.get(key))),
        useIgnoreFiles: settings.get('search.useIgnoreFiles') !== false,
      };
    });
}

const concernsFolders = (event: vscode.ConfigurationChangeEvent): boolean =>
  SETTINGS.some((key) => event.affectsConfiguration(key));

/** A value is true, false or `{ "when": "$(basename).ts" }`; whatever else stands there excludes nothing. */
function excludes(setting: unknown): Exclude[] {
  if (typeof setting !== 'object' || setting === null) return [];
  return Object.entries(setting as Readonly<Record<string, unknown>>).flatMap(([pattern, value]): Exclude[] => {
    if (value === true) return [{ pattern, when: null }];
    if (typeof value !== 'object' || value === null || !('when' in value)) return [];
    return typeof value.when === 'string' ? [{ pattern, when: value.when }] : [];
  });
}
