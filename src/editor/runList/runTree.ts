import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import { ContextKey } from '../../platform/contextKey.js';
import type { Run } from '../../runs/types.js';
import type { EditorState } from '../editorState.js';
import { Throttle } from '../throttle.js';
import { KnownChanges } from './knownChanges.js';
import { groupRuns, NO_FILTER, RUN_ORDERS, type RunFilter, type RunGroup, type RunOrder } from './runGroups.js';
import { groupItem, moreItem, type RunNode, runItem } from './runItem.js';
import { RunPages } from './runPages.js';

const VIEW = 'gradlens.runs';
const ORDER_KEPT_AS = 'runs.order';
/** Least milliseconds between updates while something trains. */
const REFRESH = 500;

/** The side bar's list of all runs, by their models. What a run says of itself comes from its header; no file is read here. */
export class RunTree implements vscode.TreeDataProvider<RunNode>, Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new Emitter<RunNode | undefined>());
  readonly onDidChangeTreeData: vscode.Event<RunNode | undefined> = this.changed.event;
  private readonly changes: KnownChanges;
  private readonly view: vscode.TreeView<RunNode>;
  private readonly isFiltered = this.store.add(new ContextKey('gradlens.runsFiltered'));
  private readonly refreshAll = this.store.add(new Throttle(REFRESH, () => this.rebuild()));
  private readonly refreshSome = this.store.add(new Throttle(REFRESH, () => this.showStale()));
  private readonly stale = new Set<Run>();
  private readonly pages = new RunPages();
  private nodes = new Map<Run, RunNode>();
  private groups: readonly RunNode[] | null = null;
  private currentFilter = NO_FILTER;

  constructor(
    private readonly state: Pick<EditorState, 'runs' | 'activity'>,
    private readonly memory: vscode.Memento,
  ) {
    this.changes = this.store.add(new KnownChanges(state.runs, state.activity));
    this.view = this.store.add(
      vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true, canSelectMany: true }),
    );
    this.store.add(
      state.activity.onDidHappen(({ run, change }) => {
        if (change === null || this.order !== 'newest' || this.filter !== NO_FILTER) this.refreshAll.request();
        else this.refresh(run);
      }),
    );
    this.store.add(
      this.changes.onDidLearn((run) => {
        // A filter's words may be in what changed.
        if (this.filter.text === '') this.refresh(run);
        else this.refreshAll.request();
      }),
    );
  }

  /** What is selected. */
  get selected(): readonly Run[] {
    return this.view.selection.flatMap((node) => (node.kind === 'run' ? [node.run] : []));
  }

  get filter(): RunFilter {
    return this.currentFilter;
  }

  get order(): RunOrder {
    const kept = this.memory.get<unknown>(ORDER_KEPT_AS);
    return RUN_ORDERS.find((order) => order === kept) ?? 'newest';
  }

  showOnly(filter: RunFilter): void {
    const isNone = filter.text.trim() === '' && filter.only === 'all';
    this.currentFilter = isNone ? NO_FILTER : filter;
    this.isFiltered.set(!isNone);
    this.rebuild();
  }

  /** Lists more runs of a group. */
  showMore(key: string): void {
    this.pages.more(key);
    this.changed.fire(this.groups?.find((node) => node.kind === 'group' && node.group.key === key));
  }

  async sortBy(order: RunOrder): Promise<void> {
    await this.memory.update(ORDER_KEPT_AS, order);
    this.rebuild();
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    if (node.kind === 'run') return runItem(node.run, this.changes.of(node.run));
    if (node.kind === 'more') return moreItem(node.group, node.left);
    return groupItem(node.group, node === this.groups?.[0]);
  }

  getChildren(node?: RunNode): RunNode[] {
    if (node) return node.kind === 'group' ? this.listed(node.group) : [];
    this.groups ??= this.grouped();
    this.view.message = this.groups.length === 0 && this.filter !== NO_FILTER ? 'No run matches the filter.' : '';
    return [...this.groups];
  }

  getParent(node: RunNode): RunNode | undefined {
    if (node.kind === 'group') return undefined;
    return this.groups?.find(
      (each) =>
        each.kind === 'group' &&
        (node.kind === 'more' ? each.group === node.group : each.group.runs.includes(node.run)),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  private listed(group: RunGroup): RunNode[] {
    const shown = this.pages.shown(group);
    const left = group.runs.length - shown.length;
    return [...shown.map((run) => this.nodeOf(run)), ...(left > 0 ? [{ kind: 'more', group, left } as const] : [])];
  }

  private grouped(): RunNode[] {
    const options = { order: this.order, filter: this.filter, changesOf: (run: Run) => this.changes.of(run) };
    return groupRuns(this.state.runs.all, options).map((group) => ({ kind: 'group', group }));
  }

  /** The same node for a run as long as it is there, so that selection and focus stay. */
  private nodeOf(run: Run): RunNode {
    const node: RunNode = this.nodes.get(run) ?? { kind: 'run', id: run.id, run };
    this.nodes.set(run, node);
    return node;
  }

  private refresh(run: Run): void {
    this.stale.add(run);
    this.refreshSome.request();
  }

  private showStale(): void {
    for (const run of this.stale) {
      const node = this.nodes.get(run);
      if (node) this.changed.fire(node);
    }
    this.stale.clear();
  }

  private rebuild(): void {
    const there = new Set(this.state.runs.all);
    this.nodes = new Map([...this.nodes].filter(([run]) => there.has(run)));
    this.groups = null;
    this.view.description = this.filter === NO_FILTER ? '' : 'filtered';
    this.changed.fire(undefined);
  }
}
