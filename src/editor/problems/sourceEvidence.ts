import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { SourceFix } from '../../diagnosis/source/sourceRule.js';
import { isOf, type RuledFinding } from '../../diagnosis/source/sourceRules.js';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import type { ConfigValue } from '../../platform/configValue.js';
import type { SourceModel } from '../../protocol/source.js';
import { type FoundInFit, runOfModel } from '../../runs/runOfModel.js';
import type { FitJudgement, Run } from '../../runs/types.js';
import type { EditorState } from '../editorState.js';
import { isSupported } from '../models/languages.js';
import { isActive } from '../models/modelRuns.js';
import { fixesNow } from './fixesNow.js';
import { rangeOf } from './makeEdits.js';
import { type FindingProblem, findingKey } from './runFindings.js';
import type { SourceFindings } from './sourceFindings.js';
import type { KeyedFinding, ToldByRuns } from './toldByRuns.js';

/** Holds what sources show against the last run of each model: a run confirms a finding or clears it, until its text is edited. */
export class SourceEvidence implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new Emitter<Run>());
  /** What documents had when a run began, or where that is not known, when it was first held against them. */
  private readonly ran = new WeakMap<Run, WeakMap<vscode.TextDocument, ReadonlySet<string>>>();
  /** Findings of runs that a source's finding tells. */
  private readonly joined = new WeakMap<Run, ReadonlySet<string>>();
  /** Fires where a run says something else of sources than before. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly state: Pick<EditorState, 'runs' | 'activity' | 'models' | 'modelRuns' | 'places'>,
    private readonly findings: SourceFindings,
    private readonly told: ToldByRuns,
    private readonly areShown: ConfigValue<boolean>,
  ) {
    this.store.add(
      state.activity.onDidHappen(({ run, change }) => {
        if (change === null && isActive(run)) this.remember(run);
        const isNews = change?.kind === 'judged' || (change?.kind === 'state' && !isActive(run));
        if (isNews) this.hold(run);
      }),
    );
    this.store.add(state.models.onDidChange((document) => this.holdKnown(document)));
    this.store.add(
      areShown.onDidChange(() => {
        for (const run of state.runs.all) if (this.joined.has(run)) this.changed.fire(run);
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  /** What is to be shown of a finding in a document; null where a run has cleared it. */
  of(document: vscode.TextDocument, finding: RuledFinding): ReturnType<ToldByRuns['of']> {
    return this.told.of(keyed(document, finding));
  }

  /** Edits of a document's present text that help against what a run shows of a finding. @param models those that the text has */
  fixesFor(document: vscode.TextDocument, models: readonly SourceModel[], shownBy: readonly FoundInFit[]): SourceFix[] {
    return shownBy.flatMap((finding) => {
      const { fit } = finding;
      const run = this.state.runs.all.find(({ fits }) => fits.includes(fit));
      return (run && fixesNow(this.state, document, models, { run, fit, finding })?.fixes) ?? [];
    });
  }

  /** Whether a run's finding is told by one of its source. */
  hasJoined(run: Run, { key }: Pick<FindingProblem, 'key'>): boolean {
    return this.areShown.value && (this.joined.get(run)?.has(key) ?? false);
  }

  private remember(run: Run): void {
    for (const document of vscode.workspace.textDocuments) {
      if (isSupported(document)) this.keep(run, document);
    }
  }

  private keep(run: Run, document: vscode.TextDocument, findings = this.findings.in(document)): ReadonlySet<string> {
    const keys = new Set(findings.map((finding) => keyed(document, finding).key));
    const ofRun = this.ran.get(run) ?? new WeakMap();
    this.ran.set(run, ofRun.set(document, keys));
    return keys;
  }

  /** A document that was opened after the run. */
  private holdKnown(document: vscode.TextDocument): void {
    const runs = this.state.models.knownFor(document).map((model) => this.state.modelRuns.of(model, document)?.run);
    for (const run of new Set(runs)) {
      if (run?.judgement && !this.ran.get(run)?.has(document)) this.hold(run);
    }
  }

  private hold(run: Run): void {
    const joined = new Set<string>();
    let isNews = false;
    for (const document of vscode.workspace.textDocuments) {
      if (!isSupported(document)) continue;
      for (const model of this.state.models.knownFor(document)) {
        const fits = this.fitsOf(run, model, document);
        if (fits.length === 0) continue;
        isNews = true;
        for (const key of this.holdModel(run, fits, model, document)) joined.add(key);
      }
    }
    if (!isNews) return;
    this.joined.set(run, joined);
    this.changed.fire(run);
  }

  /** The run's fits of a model; none where another run of it is newer. */
  private fitsOf(run: Run, model: SourceModel, document: vscode.TextDocument): readonly FitJudgement[] {
    const last = this.state.modelRuns.of(model, document);
    if (last?.run !== run || !last.fit || !run.judgement) return [];
    const { location } = last.fit.summary;
    return run.judgement.fits.filter(
      ({ fit: { summary } }) =>
        summary.location?.file === location?.file &&
        summary.location?.line === location?.line &&
        summary.location?.column === location?.column,
    );
  }

  /** @returns keys of the run's findings that stand with one of the source */
  private holdModel(
    run: Run,
    fits: readonly FitJudgement[],
    model: SourceModel,
    document: vscode.TextDocument,
  ): string[] {
    const ran = this.ran.get(run)?.get(document) ?? this.ranUnedited(run, fits, document);
    const findings = this.findings.in(document).filter((finding) => isOf(finding, model));
    const own = findings.map((finding) => keyed(document, finding)).filter(({ key }) => ran.has(key));
    const shown = runOfModel(run, fits, (location) => {
      const place = this.state.places.locate(run, document, location);
      return place && place.line + 1;
    });
    const joined = this.told.take(
      own,
      shown,
      fits.every(({ isFinal }) => isFinal),
    );
    return fits.flatMap(({ fit }) => joined.map((finding) => findingKey(fit, finding)));
  }

  /** What a document has that has not been edited since the run began. */
  private ranUnedited(run: Run, [first]: readonly FitJudgement[], document: vscode.TextDocument): ReadonlySet<string> {
    const location = first?.fit.summary.location;
    const place = location && this.state.places.locate(run, document, location);
    return place && !place.edited && !place.unsure ? this.keep(run, document) : this.keep(run, document, []);
  }
}

/** The same as long as the lines of the finding are, wherever they are. */
function keyed(document: vscode.TextDocument, finding: RuledFinding): KeyedFinding {
  const { start, end } = rangeOf(finding.span);
  const text = document.getText(new vscode.Range(start.line, 0, end.line + 1, 0)).trim();
  const told = JSON.stringify([document.uri.toString(), finding.rule, text]);
  return { ...finding, key: createHash('sha256').update(told).digest('base64url').slice(0, 16) };
}
