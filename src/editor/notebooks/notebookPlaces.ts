import { readFile } from 'node:fs/promises';
import type * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { Run, Runs } from '../../runs/types.js';
import { type CellAnchor, placeInCell } from '../../source/notebook/cellAnchors.js';
import type { NotebookFinder } from './notebookModels.js';
import { notebookOf } from './notebookOf.js';

type Place = Omit<SourceLocation, 'file'>;

/** A notebook's file as it was when it was read. */
interface Saved {
  readonly anchors: readonly CellAnchor[];
  /** The cells then, in order; they may have moved since. */
  readonly cells: readonly vscode.TextDocument[];
}

/** Runs record places in a notebook's file, which moves with each save; these are the places in its cells. */
export class NotebookPlaces implements Disposable {
  private readonly store = new DisposableStore();
  /** By run; null while a notebook is being read. */
  private readonly saved = new WeakMap<Run, Map</* path */ string, Saved | null>>();
  private readonly changed = this.store.add(new Emitter<void>());
  /** Fires when places are known that were asked for before. */
  readonly onDidChange = this.changed.event;

  constructor(
    runs: Runs,
    private readonly finder: NotebookFinder,
  ) {
    // What runs is what has just been saved.
    this.store.add(
      runs.onDidAdd((run) => {
        const { file, model } = run.request;
        if (run.state.kind !== 'ended') for (const path of new Set([file, model?.file ?? file])) this.read(run, path);
      }),
    );
  }

  /** Where a recorded place was in a cell when its run began; null where it was in another cell, or is not known yet. */
  inCell(run: Run, cell: vscode.TextDocument, at: Place): Place | null {
    const found = this.find(run, cell.uri.fsPath, at);
    return found?.cell === cell ? found : null;
  }

  /** The cell that a recorded place of a notebook's file was in; null where its notebook is not open. */
  find(run: Run, path: string, { line, column }: Place): (Place & { readonly cell: vscode.TextDocument }) | null {
    const saved = this.saved.get(run)?.get(path) ?? this.read(run, path);
    const place = saved && placeInCell(saved.anchors, line, column);
    const cell = place && saved.cells[place.cell];
    if (!place || !cell) return null;
    const now = cell.isClosed ? notebookOf(path)?.getCells()[place.cell]?.document : cell;
    return now ? { cell: now, line: place.line, column: place.column } : null;
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Begins to read a notebook, once a run. */
  private read(run: Run, path: string): null {
    const ofRun = this.saved.get(run) ?? new Map<string, Saved | null>();
    this.saved.set(run, ofRun);
    const notebook = notebookOf(path);
    if (notebook && !ofRun.has(path)) {
      ofRun.set(path, null);
      const cells = notebook.getCells().map(({ document }) => document);
      void this.anchors(path).then((anchors) => {
        ofRun.set(path, { anchors, cells });
        this.changed.fire();
      });
    }
    return null;
  }

  /** None where the file cannot be read; nothing is shown in its cells then. */
  private async anchors(path: string): Promise<readonly CellAnchor[]> {
    try {
      return (await this.finder.search(path, await readFile(path, 'utf8'), `${path} on disk`)).anchors;
    } catch {
      return [];
    }
  }
}
