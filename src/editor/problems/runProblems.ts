import * as vscode from 'vscode';
import { disabledAt, isDisabled } from '../../diagnosis/disabled.js';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import type { ConfigValue } from '../../platform/configValue.js';
import { diagnosticOf, withoutSquiggle } from '../../platform/diagnostic.js';
import type { SourceLocation } from '../../protocol/fit.js';
import { modelFile } from '../../protocol/runRequest.js';
import type { SourceModel } from '../../protocol/source.js';
import type { ProblemFix } from '../../protocol/trainer.js';
import type { Run } from '../../runs/types.js';
import type { EditorState } from '../editorState.js';
import { shiftRange, touches } from '../gradients/textRange.js';
import { LANGUAGES } from '../models/languages.js';
import { isActive } from '../models/modelRuns.js';
import { editAction, fixActions } from './editAction.js';
import { explainAction } from './explainAction.js';
import { fixesNow } from './fixesNow.js';
import { rangeOf } from './makeEdits.js';
import { type FindingProblem, findingsOf, foundOf, type LineProblem } from './runFindings.js';
import type { SourceEvidence } from './sourceEvidence.js';

/** An edit that mends a problem, with the text that it was made for. */
interface OfferedFix extends ProblemFix {
  readonly original: string;
}

type Place = Omit<SourceLocation, 'file'>;

interface Entry {
  readonly run: Run;
  /** Of a finding; null of a problem that the trainer told. */
  readonly finding: FindingProblem | null;
  /** As it was told first. */
  readonly problem: LineProblem;
  readonly diagnostic: vscode.Diagnostic;
  readonly fixes: readonly OfferedFix[];
}

/**
 * What went wrong in user code, and what a run's figures say of its layers, on the line where it is, until that line is edited or its file runs
 * again. An edit that is undone brings it back.
 */
export class RunProblems implements Disposable {
  private readonly store = new DisposableStore();
  private readonly shown = this.store.add(vscode.languages.createDiagnosticCollection('gradlens'));
  private readonly entries = new Map</* uri */ string, Entry[]>();
  /** Whose line was edited. */
  private edited: readonly Entry[] = [];
  /** Findings of runs that are shown, or were until their line was edited. */
  private readonly told = new WeakMap<Run, Map</* key */ string, FindingProblem['severity']>>();

  constructor(
    private readonly state: EditorState,
    private readonly evidence: SourceEvidence,
    private readonly squiggles: ConfigValue<boolean>,
  ) {
    this.store.add(squiggles.onDidChange(() => this.showAll()));
    this.store.add(
      state.activity.onDidHappen(({ run, change }) => {
        if (change?.kind === 'problem') this.add(run, { ...change.problem, code: change.problem.kind });
        else if (change?.kind === 'judged') this.showFindings(run);
        else if (change === null && state.runs.find(run.id) === undefined) this.drop((entry) => entry.run === run);
        else if (change === null && isActive(run)) this.drop((entry) => entry.run.request.file === run.request.file);
      }),
    );
    this.store.add(evidence.onDidChange((run) => this.showFindings(run)));
    this.store.add(vscode.workspace.onDidChangeTextDocument((event) => this.edit(event)));
    this.store.add(state.ages.onDidChange(() => this.bringBack()));
    this.store.add(registerActions(state, (document) => this.entries.get(document.uri.toString()) ?? []));
  }

  dispose(): void {
    this.entries.clear();
    this.edited = [];
    this.store.dispose();
  }

  /** Findings come and go while a run trains, and weigh more or less; one whose line was edited does not come back as it was. */
  private showFindings(run: Run): void {
    const all = this.isLastOfFile(run) ? findingsOf(run) : [];
    const own = all.filter((finding) => !this.evidence.hasJoined(run, finding));
    const found = new Map(own.map((finding) => [finding.key, finding]));
    const stands = ({ key, severity }: FindingProblem) => found.get(key)?.severity === severity;
    this.drop((entry) => entry.run === run && entry.finding !== null && !stands(entry.finding));
    const told = this.told.get(run) ?? new Map();
    this.told.set(run, new Map([...found].map(([key, { severity }]) => [key, severity])));
    for (const finding of found.values()) {
      if (told.get(finding.key) !== finding.severity) this.add(run, finding, finding);
    }
  }

  /** One that is looked at or compared says nothing of what its file has by now. */
  private isLastOfFile(run: Run): boolean {
    return this.state.runs.all.find(({ request }) => request.file === run.request.file) === run;
  }

  private add(run: Run, problem: LineProblem, finding: FindingProblem | null = null): void {
    const file = problem.location?.file ?? modelFile(run.request);
    const at = problem.location ?? { line: run.request.model?.line ?? 1, column: 1 };
    const cell = this.state.notebooks.find(run, file, at);
    const document =
      cell?.cell ?? vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === file);
    const uri = cell?.cell.uri ?? vscode.Uri.file(file);
    const diagnostic = diagnosticOf(
      document
        ? this.rangeIn(document, run, at, cell?.column ?? at.column)
        : new vscode.Range(at.line - 1, at.column - 1, at.line - 1, Number.MAX_SAFE_INTEGER),
      problem.message,
      problem.severity,
      problem.code,
    );
    const fixes = document && !cell ? offeredFixes(problem, document) : [];
    this.set(uri, [...(this.entries.get(uri.toString()) ?? []), { run, finding, problem, diagnostic, fixes }]);
  }

  /** From the place to the end of its line, where the line is by now. @param column of the place in this document */
  private rangeIn(document: vscode.TextDocument, run: Run, at: Place, column: number): vscode.Range {
    const line = this.state.places.locate(run, document, at)?.line ?? at.line - 1;
    const { text, range, firstNonWhitespaceCharacterIndex } = document.lineAt(Math.min(line, document.lineCount - 1));
    const start = Math.max(column - 1, firstNonWhitespaceCharacterIndex);
    return range.with(
      range.start.with({ character: start < text.trimEnd().length ? start : firstNonWhitespaceCharacterIndex }),
    );
  }

  private drop(gone: (entry: Entry) => boolean): void {
    this.edited = this.edited.filter((entry) => !gone(entry));
    for (const [uri, entries] of this.entries) {
      const kept = entries.filter((entry) => !gone(entry));
      if (kept.length < entries.length) this.set(vscode.Uri.parse(uri), kept);
    }
  }

  private edit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const entries = this.entries.get(document.uri.toString());
    if (!entries || contentChanges.length === 0) return;
    const kept = entries.filter((entry) => {
      const { diagnostic } = entry;
      for (const change of contentChanges) {
        if (touches(change, diagnostic.range)) {
          this.edited = [...this.edited, entry];
          // Only of runs that were asked about is it told that they age.
          this.state.ages.of(entry.run);
          return false;
        }
        const { start, end } = shiftRange(diagnostic.range, change);
        diagnostic.range = new vscode.Range(start.line, start.character, end.line, end.character);
      }
      return true;
    });
    this.set(document.uri, kept);
  }

  /** What ran is what is there again. */
  private bringBack(): void {
    const isBack = ({ run }: Entry) => this.state.ages.of(run)?.edited.length === 0;
    const back = this.edited.filter(isBack);
    this.edited = this.edited.filter((entry) => !back.includes(entry));
    for (const { run, problem, finding } of back) this.add(run, problem, finding);
  }

  private set(uri: vscode.Uri, entries: Entry[]): void {
    if (entries.length > 0) this.entries.set(uri.toString(), entries);
    else this.entries.delete(uri.toString());
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    const told = document ? entries.filter((entry) => !isSwitchedOff(entry, document)) : entries;
    this.shown.set(
      uri,
      told.map(({ diagnostic }) => (this.squiggles.value ? diagnostic : withoutSquiggle(diagnostic))),
    );
  }

  private showAll(): void {
    for (const [uri, entries] of this.entries) this.set(vscode.Uri.parse(uri), entries);
  }
}

/** A comment that was written after the run counts at once. */
function isSwitchedOff({ finding, diagnostic }: Entry, document: vscode.TextDocument): boolean {
  const { line } = diagnostic.range.start;
  if (!finding || line >= document.lineCount) return false;
  const [before, own] = [line - 1, line].map((each) => (each < 0 ? '' : document.lineAt(each).text));
  return isDisabled(finding.code, disabledAt([before ?? '', own ?? ''], 2));
}

/** A problem's edits of one document, as long as it is the text that was run. */
function offeredFixes({ fixes = [] }: LineProblem, document: vscode.TextDocument): OfferedFix[] {
  return fixes
    .filter(({ span }) => span.file === document.uri.fsPath)
    .map((fix) => ({ ...fix, original: document.getText(rangeOf(fix.span)) }));
}

/** The light bulb on a problem's line offers what helps on the present text, and explains what was found. */
function registerActions(
  state: EditorState,
  entriesIn: (document: vscode.TextDocument) => readonly Entry[],
): vscode.Disposable {
  const provideCodeActions = async (document: vscode.TextDocument, range: vscode.Range) => {
    const isMeant = (entry: Entry) =>
      entry.diagnostic.range.intersection(range) !== undefined && !isSwitchedOff(entry, document);
    if (!entriesIn(document).some(isMeant)) return [];
    const { version } = document;
    const models = await state.models.current(document);
    if (document.version !== version) return [];
    return entriesIn(document)
      .filter(isMeant)
      .flatMap((entry) => actionsOf(state, document, models, entry));
  };
  return vscode.languages.registerCodeActionsProvider(
    LANGUAGES,
    { provideCodeActions },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

/** The problem's own edits, unless the text that they replace has changed since; those against what the model's last fit showed; and why. */
function actionsOf(
  state: EditorState,
  document: vscode.TextDocument,
  models: readonly SourceModel[],
  { run, finding, problem, diagnostic, fixes }: Entry,
): vscode.CodeAction[] {
  const found = foundOf(run, finding?.key ?? null, problem.message);
  const offered = found && fixesNow(state, document, models, found);
  const isLast = offered !== null && state.modelRuns.of(offered.model, document)?.fit === found?.fit;
  return [
    ...fixes
      .filter(({ span, original }) => document.getText(rangeOf(span)) === original)
      .map((fix) => editAction(document, fix.title, [fix], [diagnostic])),
    ...(isLast ? fixActions(document, offered.model, offered.fixes, [diagnostic]) : []),
    ...(found ? [explainAction(found.finding, [diagnostic])] : []),
  ];
}
