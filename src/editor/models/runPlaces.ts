import { statSync } from 'node:fs';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { SourceModel } from '../../protocol/source.js';
import type { Run, Runs } from '../../runs/types.js';
import type { TextPosition } from '../gradients/textRange.js';
import type { NotebookPlaces } from '../notebooks/notebookPlaces.js';
import type { DocumentModels } from './documentModels.js';
import { isCell, isSupported } from './languages.js';
import { LineTracker } from './lineTracker.js';
import { RanTexts } from './ranTexts.js';

/** Runs whose lines are followed; of older ones nothing is shown in the editor. */
const FOLLOWED_RUNS = 8;

interface Followed {
  readonly tracker: LineTracker;
  /** When the text that the tracker began with was last changed, in milliseconds; a run from before then ran another text. */
  readonly changedAt: number;
}

type DocumentTrackers = Map<vscode.TextDocument, Followed>;

/** Where something that a run recorded is now. */
export interface RunPlace {
  /** From 0. */
  readonly line: number;
  /** Its own text is no longer what ran; white space aside. */
  readonly edited: boolean;
  /** The file's code was changed after the run and before anybody followed its lines: it may not be there. */
  readonly unsure: boolean;
}

/** Where the lines that runs recorded are in the open documents by now. */
export class RunPlaces implements Disposable {
  private readonly store = new DisposableStore();
  private readonly trackers = new Map<Run, DocumentTrackers>();
  /** For runs of earlier sessions: their text is not known, so that of the first question about them counts. */
  private readonly ofEarlierRuns: DocumentTrackers = new Map();

  private readonly ranTexts: RanTexts;
  /** Fires when places are known that were asked for before. */
  readonly onDidChange: RanTexts['onDidFind'];

  constructor(
    runs: Runs,
    private readonly models: DocumentModels,
    private readonly notebooks: NotebookPlaces,
  ) {
    this.ranTexts = this.store.add(new RanTexts(runs, (document) => this.trackerFor(document)));
    this.onDidChange = this.ranTexts.onDidFind;
    this.store.add(runs.onDidAdd((run) => this.follow(run)));
    this.store.add(runs.onDidRemove((run) => this.forget(run)));
    this.store.add(vscode.workspace.onDidChangeTextDocument((event) => this.edit(event)));
    this.store.add(vscode.workspace.onDidCloseTextDocument((document) => this.close(document)));
  }

  /** The present place of a location that `run` recorded in `document`; null once its code was deleted. */
  locate(run: Run, document: vscode.TextDocument, at: Omit<SourceLocation, 'file'>): RunPlace | null {
    const recorded = isCell(document) ? this.notebooks.inCell(run, document, at) : at;
    if (!recorded) return null;
    const { line, column } = recorded;
    const ofRun = this.trackers.get(run) ?? this.ofEarlierRuns;
    const { tracker, changedAt } = ofRun.get(document) ?? this.track(ofRun, document, lastChange(document));
    const isOther = changedAt > run.startedAt;
    const found = isOther && !isCell(document) ? this.ranTexts.find(run, document, line) : null;
    const from = found ?? { tracker, line };
    if (from.line === null) return null;
    const place = from.tracker.locate(from.line, column, ({ start, end }) =>
      document.getText(new vscode.Range(start.line, start.character, end.line, end.character)),
    );
    return place && { line: place.line, edited: place.stale || found?.isEdited === true, unsure: isOther && !found };
  }

  dispose(): void {
    this.store.dispose();
    this.trackers.clear();
  }

  /** Remembers the text that a run which begins now is made of. */
  private follow(run: Run): void {
    if (run.state.kind === 'ended') return;
    const ofRun: DocumentTrackers = new Map();
    this.trackers.set(run, ofRun);
    for (const document of vscode.workspace.textDocuments) {
      if (isSupported(document)) this.track(ofRun, document, run.startedAt);
    }
    const [oldest] = this.trackers.keys();
    if (oldest && this.trackers.size > FOLLOWED_RUNS) this.trackers.delete(oldest);
  }

  private track(ofRun: DocumentTrackers, document: vscode.TextDocument, changedAt: number): Followed {
    const followed = { tracker: this.trackerFor(document), changedAt };
    ofRun.set(document, followed);
    return followed;
  }

  private trackerFor(document: vscode.TextDocument): LineTracker {
    return new LineTracker(document.getText(), expressionEnds(this.models.knownFor(document)));
  }

  private edit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    for (const ofRun of [this.ofEarlierRuns, ...this.trackers.values()])
      ofRun.get(document)?.tracker.edit(contentChanges);
    this.ranTexts.edit(document, contentChanges);
  }

  private forget(run: Run): void {
    this.trackers.delete(run);
    this.ranTexts.forget(run);
  }

  private close(document: vscode.TextDocument): void {
    for (const ofRun of [this.ofEarlierRuns, ...this.trackers.values()]) ofRun.delete(document);
    this.ranTexts.close(document);
  }
}

function lastChange({ isDirty, uri }: vscode.TextDocument): number {
  if (isDirty) return Date.now();
  return statSync(uri.fsPath, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
}

/** Looks up where the expression of a model or layer that starts at a position ends. */
function expressionEnds(models: readonly SourceModel[]): (start: TextPosition) => TextPosition | null {
  const ends = new Map<string, TextPosition>();
  for (const { span, layers } of models) {
    for (const { start, end } of [span, ...layers.map((layer) => layer.span)]) {
      ends.set(`${start.line}:${start.column}`, { line: end.line - 1, character: end.column - 1 });
    }
  }
  return ({ line, character }) => ends.get(`${line + 1}:${character + 1}`) ?? null;
}
