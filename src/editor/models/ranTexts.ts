import type * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import { plainLines } from '../../protocol/sourceText.js';
import type { CodeNow } from '../../runs/changes/codeNow.js';
import { type ShiftedLine, shiftedLine } from '../../runs/changes/lineShifts.js';
import type { Run, Runs } from '../../runs/types.js';
import type { LineTracker } from './lineTracker.js';

/** Runs of a document that are compared with it: of older ones nothing is shown in the editor. */
const MOST_COMPARED = 8;

/** A run's text held against a document's. */
interface Comparison {
  /** From the text that was compared on. */
  readonly tracker: LineTracker;
  readonly code: CodeNow;
}

interface Compared {
  /** The document's when it was compared last. */
  version: number;
  /** Follows the text that is being compared; null where none is. */
  coming: LineTracker | null;
  /** Null where it is not known, or not yet. */
  last: Comparison | null;
}

/** Finds the lines of runs that began before anybody followed a document, by the text that they ran. */
export class RanTexts implements Disposable {
  private readonly store = new DisposableStore();
  private readonly ofDocuments = new Map<vscode.TextDocument, Map<Run, Compared>>();
  private readonly found = this.store.add(new Emitter<void>());
  /** Fires when lines are known that were asked for before. */
  readonly onDidFind = this.found.event;

  constructor(
    private readonly runs: Pick<Runs, 'sources' | 'codeNow'>,
    private readonly follow: (document: vscode.TextDocument) => LineTracker,
  ) {}

  /** Where a line that `run` recorded, from 1, is in the text that the tracker began with; null where nothing is known of it, or not yet. */
  find(run: Run, document: vscode.TextDocument, line: number): (ShiftedLine & Pick<Comparison, 'tracker'>) | null {
    const ofDocument = this.ofDocuments.get(document) ?? new Map<Run, Compared>();
    this.ofDocuments.set(document, ofDocument);
    const compared = ofDocument.get(run) ?? { version: -1, coming: null, last: null };
    if (!ofDocument.has(run) && ofDocument.size >= MOST_COMPARED) return null;
    ofDocument.set(run, compared);
    // Of edited code, an edit may be taken back.
    const isOld = compared.version !== document.version && !compared.last?.code.isSame;
    if (isOld && !compared.coming) void this.compare(run, document, compared);
    const { last } = compared;
    return last && { ...shiftedLine(last.code.shifts, line), tracker: last.tracker };
  }

  edit(document: vscode.TextDocument, changes: Parameters<LineTracker['edit']>[0]): void {
    for (const { last, coming } of this.ofDocuments.get(document)?.values() ?? []) {
      last?.tracker.edit(changes);
      coming?.edit(changes);
    }
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

  private async compare(run: Run, document: vscode.TextDocument, compared: Compared): Promise<void> {
    const tracker = this.follow(document);
    compared.version = document.version;
    compared.coming = tracker;
    const file = document.uri.fsPath;
    const after = plainLines(document.getText());
    const before = (await this.runs.sources(run)).find((source) => source.file === file)?.text ?? null;
    const code = before === null ? null : await this.runs.codeNow({ file, before, after, findsEdited: true });
    compared.coming = null;
    compared.last = code && { tracker, code };
    if (code) this.found.fire();
  }
}
