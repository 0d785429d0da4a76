import type * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import { plainLines } from '../../protocol/sourceText.js';
import { type LineShift, shiftedLine } from '../../runs/changes/lineShifts.js';
import type { Run, Runs } from '../../runs/types.js';
import type { LineTracker } from './lineTracker.js';

/** Runs of a document that are compared with it: of older ones nothing is shown in the editor. */
const MOST_COMPARED = 8;

/** A run's text held against a document's. */
interface Comparison {
  /** The document's when it was compared. */
  version: number;
  isGoingOn: boolean;
  /** From the text that was compared on. */
  tracker: LineTracker;
  /** From what ran to that text; null where it is other code, or not known yet. */
  shifts: readonly LineShift[] | null;
}

/** Finds the lines of runs that began before anybody followed a document, by the text that they ran: where only comments and blanks were edited since, it is still there. */
export class RanTexts implements Disposable {
  private readonly store = new DisposableStore();
  private readonly ofDocuments = new Map<vscode.TextDocument, Map<Run, Comparison>>();
  private readonly found = this.store.add(new Emitter<void>());
  /** Fires when lines are known that were asked for before. */
  readonly onDidFind = this.found.event;

  constructor(
    private readonly runs: Pick<Runs, 'sources' | 'sameCode'>,
    private readonly follow: (document: vscode.TextDocument) => LineTracker,
  ) {}

  /** Where a line that `run` recorded, from 1, is in the text that the tracker began with; null where that is not known, or not yet. */
  find(
    run: Run,
    document: vscode.TextDocument,
    line: number,
  ): { readonly tracker: LineTracker; readonly line: number } | null {
    const ofDocument = this.ofDocuments.get(document) ?? new Map<Run, Comparison>();
    this.ofDocuments.set(document, ofDocument);
    const known = ofDocument.get(run);
    if (known?.shifts) {
      const now = shiftedLine(known.shifts, line);
      return now === null ? null : { tracker: known.tracker, line: now };
    }
    if (known ? known.version !== document.version && !known.isGoingOn : ofDocument.size < MOST_COMPARED) {
      const { version } = document;
      const comparison = { version, isGoingOn: true, tracker: this.follow(document), shifts: null };
      ofDocument.set(run, comparison);
      void this.compare(run, document, comparison);
    }
    return null;
  }

  edit(document: vscode.TextDocument, changes: Parameters<LineTracker['edit']>[0]): void {
    for (const { tracker } of this.ofDocuments.get(document)?.values() ?? []) tracker.edit(changes);
  }

  close(document: vscode.TextDocument): void {
    this.ofDocuments.delete(document);
  }

  /** Of a run that is gone, so that another one may be compared. */
  forget(run: Run): void {
    for (const ofDocument of this.ofDocuments.values()) ofDocument.delete(run);
  }

  dispose(): void {
    this.store.dispose();
    this.ofDocuments.clear();
  }

  private async compare(run: Run, document: vscode.TextDocument, comparison: Comparison): Promise<void> {
    const file = document.uri.fsPath;
    const after = plainLines(document.getText());
    const before = (await this.runs.sources(run)).find((source) => source.file === file)?.text ?? null;
    comparison.shifts = before === null ? null : await this.runs.sameCode({ file, before, after });
    comparison.isGoingOn = false;
    if (comparison.shifts) this.found.fire();
  }
}
