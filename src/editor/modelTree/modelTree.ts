import * as vscode from 'vscode';
import { type Disposable, DisposableStore, MutableDisposable } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import type { ConfigValue } from '../../platform/configValue.js';
import { ContextKey } from '../../platform/contextKey.js';
import { childrenOf, type TreeNode } from '../../workspace/modelFolders.js';
import type { WorkspaceIndexOptions } from '../../workspace/workspaceIndex.js';
import type { EditorState } from '../editorState.js';
import { Throttle } from '../throttle.js';
import { filesOf } from './nodeRun.js';
import { treeItem } from './treeItem.js';
import { WorkspaceModels } from './workspaceModels.js';

const VIEW = 'gradlens.models';
/** Least milliseconds between updates while something trains or is indexed. */
const REFRESH = 500;

/** The side bar's list of all models of the workspace. Nothing is indexed before it is looked at. */
export class ModelTree implements vscode.TreeDataProvider<TreeNode>, Disposable {
  private readonly store = new DisposableStore();
  private readonly models = this.store.add(new MutableDisposable<WorkspaceModels>());
  private readonly changed = this.store.add(new Emitter<TreeNode | undefined>());
  readonly onDidChangeTreeData: vscode.Event<TreeNode | undefined> = this.changed.event;
  private readonly complete = this.store.add(new ContextKey('gradlens.modelsIndexed'));
  private readonly refreshAll = this.store.add(new Throttle(REFRESH, () => this.changed.fire(undefined)));
  private readonly refreshSome = this.store.add(new Throttle(REFRESH, () => this.showRuns()));
  private readonly stale = new Set<string>();
  private readonly view: vscode.TreeView<TreeNode>;

  constructor(
    private readonly state: EditorState,
    private readonly enabled: ConfigValue<boolean>,
    private readonly options: WorkspaceIndexOptions,
  ) {
    this.view = this.store.add(vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true }));
    this.store.add(
      state.activity.onDidHappen(({ run }) => {
        for (const file of filesOf(run)) this.stale.add(file);
        this.refreshSome.request();
      }),
    );
    this.store.add(state.launches.onDidChange(() => this.refreshAll.request()));
    this.store.add(
      enabled.onDidChange((on) => {
        if (!on) this.models.value = undefined;
        this.changed.fire(undefined);
      }),
    );
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return treeItem(node, this.state);
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return [...(node ? childrenOf(node) : (this.indexed()?.top() ?? []))];
  }

  dispose(): void {
    this.store.dispose();
  }

  private indexed(): WorkspaceModels | undefined {
    if (!this.enabled.value) return undefined;
    if (!this.models.value) {
      const models = new WorkspaceModels(this.options);
      models.onDidChange(() => this.refreshAll.request());
      models.onDidChangeState(() => this.showState());
      this.models.value = models;
      this.showState();
    }
    return this.models.value;
  }

  private showState(): void {
    const state = this.models.value?.state;
    this.complete.set(state === 'ready');
    this.view.message = state === 'failed' ? 'The models could not be indexed. See the log for the reason.' : '';
    if (state === 'reading') this.models.value?.showProgress(VIEW);
    this.refreshAll.request();
  }

  private showRuns(): void {
    for (const path of this.stale) {
      const file = this.models.value?.find(path);
      if (file) this.changed.fire(file);
    }
    this.stale.clear();
  }
}
