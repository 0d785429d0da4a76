import { readFile } from 'node:fs/promises';
import type * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import type { SourceLocation } from '../../protocol/fit.js';
import { modelFile } from '../../protocol/runRequest.js';
import { cellText, type PlaceTexts, placeText } from '../../runs/placeText.js';
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

/** One that is being read, and what came of it; none while it is not there. */
interface Reading {
  readonly done: Promise<Saved>;
  saved: Saved | null;
}

/** A place of a cell, from 1. */
export interface FoundPlace extends Place {
  readonly cell: vscode.TextDocument;
}

/** Runs record places in a notebook's file, which moves with each save; these are the places in its cells. */
export class NotebookPlaces implements Disposable, PlaceTexts {
  private readonly store = new DisposableStore();
  private readonly ofRuns = new WeakMap<Run, Map</* path */ string, Reading>>();
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
        const { request, state } = run;
        if (state.kind === 'ended') return;
        for (const path of new Set([request.file, modelFile(request)])) this.reading(run, path);
      }),
    );
  }

  /** Where a recorded place was in a cell when its run began; null where it was in another cell, or is not known yet. */
  inCell(run: Run, cell: vscode.TextDocument, at: Place): Place | null {
    const found = this.find(run, cell.uri.fsPath, at);
    return found?.cell === cell ? found : null;
  }

  /** The cell that a recorded place of a notebook's file was in; null where it is not known, or its notebook is not open. */
  find(run: Run, path: string, at: Place): FoundPlace | null {
    const saved = this.reading(run, path)?.saved;
    return saved ? inSaved(saved, path, at) : null;
  }

  textOf(run: Run, location: SourceLocation): string {
    return textIn(location, this.find(run, location.file, location));
  }

  /** As `textOf`, of a place of the file as it is on disk now. */
  async textNow(location: SourceLocation): Promise<string> {
    return textIn(location, await this.locate(null, location.file, location));
  }

  /** As `find`, waiting for what is not known yet. @param run null for a place of the file as it is on disk now */
  async locate(run: Run | null, path: string, at: Place): Promise<FoundPlace | null> {
    const reading = run ? this.reading(run, path)?.done : this.read(path);
    const saved = await reading;
    return saved ? inSaved(saved, path, at) : null;
  }

  dispose(): void {
    this.store.dispose();
  }

  /** What a run's notebook was, read once; none where it is not open. */
  private reading(run: Run, path: string): Reading | undefined {
    const ofRun = this.ofRuns.get(run) ?? new Map<string, Reading>();
    this.ofRuns.set(run, ofRun);
    const known = ofRun.get(path);
    if (known || !notebookOf(path)) return known;
    const reading: Reading = { done: this.read(path), saved: null };
    ofRun.set(path, reading);
    void reading.done.then((saved) => {
      reading.saved = saved;
      this.changed.fire();
    });
    return reading;
  }

  /** Never rejects: where the file cannot be read, no place of it is known. */
  private async read(path: string): Promise<Saved> {
    const cells = notebookOf(path)
      ?.getCells()
      .map(({ document }) => document);
    try {
      const { anchors } = await this.finder.search(path, await readFile(path, 'utf8'), `${path} on disk`);
      return { anchors, cells: cells ?? [] };
    } catch {
      return { anchors: [], cells: [] };
    }
  }
}

function textIn(location: SourceLocation, found: FoundPlace | null): string {
  const { file } = location;
  if (!isNotebookFile(file)) return placeText(location);
  const cells = notebookOf(file)?.getCells() ?? [];
  const cell = cells.findIndex(({ document }) => document === found?.cell);
  return cellText(file, found && cell >= 0 ? { cell, line: found.line } : null);
}

function inSaved({ anchors, cells }: Saved, path: string, { line, column }: Place): FoundPlace | null {
  const place = placeInCell(anchors, line, column);
  const cell = place && cells[place.cell];
  if (!place || !cell) return null;
  const now = cell.isClosed ? notebookOf(path)?.getCells()[place.cell]?.document : cell;
  return now ? { cell: now, line: place.line, column: place.column } : null;
}
