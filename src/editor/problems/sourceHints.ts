import * as vscode from 'vscode';
import { sentencesOf } from '../../diagnosis/finding.js';
import { withRunFixes } from '../../diagnosis/run/runFixes.js';
import type { RuledFinding } from '../../diagnosis/source/sourceRules.js';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import type { ConfigValue } from '../../platform/configValue.js';
import { diagnosticOf, withoutSquiggle } from '../../platform/diagnostic.js';
import type { EditorState } from '../editorState.js';
import { LANGUAGES } from '../models/languages.js';
import { fixActions } from './editAction.js';
import { explainAction } from './explainAction.js';
import { rangeOf } from './makeEdits.js';
import type { SourceEvidence } from './sourceEvidence.js';
import type { SourceFindings } from './sourceFindings.js';

/** What the rules have to say of the models of open documents, on the layers' lines while a person types, with the edits that mend it. */
export class SourceHints implements vscode.CodeActionProvider, Disposable {
  private readonly store = new DisposableStore();
  private readonly shown = this.store.add(vscode.languages.createDiagnosticCollection('gradlens.hints'));

  constructor(
    private readonly models: EditorState['models'],
    private readonly findings: SourceFindings,
    private readonly evidence: SourceEvidence,
    private readonly squiggles: ConfigValue<boolean>,
  ) {
    this.store.add(squiggles.onDidChange(() => this.showAll()));
    this.store.add(findings.onDidChange(() => this.showAll()));
    this.store.add(evidence.onDidChange(() => this.showAll()));
    this.store.add(models.onDidChange((document) => this.show(document)));
    this.store.add(models.onDidReadCell((cell) => this.show(cell)));
    this.store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri)));
    this.store.add(
      vscode.languages.registerCodeActionsProvider(LANGUAGES, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    );
    this.showAll();
  }

  /** Edits are made on the present text: the models are those that it has now, and nothing is offered for an earlier one. */
  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const { version } = document;
    const models = await this.models.current(document);
    if (document.version !== version) return [];
    return this.findings
      .in(document, models)
      .filter((finding) => firstLineOf(finding).intersection(range) !== undefined)
      .flatMap((finding) => {
        const told = this.evidence.of(document, finding);
        if (!told) return [];
        const { rule, model } = finding;
        const [shown = finding] = told.shownBy;
        const fixes = withRunFixes(finding.fixes, this.evidence.fixesFor(document, models, told.shownBy));
        const mended = diagnostics.filter(({ source, code }) => source === 'GradLens' && code === rule);
        return [...fixActions(document, model, fixes, mended), explainAction(shown, mended)];
      });
  }

  dispose(): void {
    this.store.dispose();
  }

  private showAll(): void {
    for (const document of vscode.workspace.textDocuments) this.show(document);
  }

  private show(document: vscode.TextDocument): void {
    this.shown.set(
      document.uri,
      this.findings.in(document).flatMap((finding) => {
        const told = this.evidence.of(document, finding);
        if (!told) return [];
        const [shown] = told.shownBy;
        const text = shown ? ` The last run shows it: ${shown.message}` : '';
        const message = `${sentencesOf(finding)}${text}`;
        const diagnostic = diagnosticOf(firstLineOf(finding), message, told.severity, finding.rule);
        return [this.squiggles.value ? diagnostic : withoutSquiggle(diagnostic)];
      }),
    );
  }
}

/** A call of many lines is underlined on its first one alone. */
function firstLineOf({ span }: RuledFinding): vscode.Range {
  const { start, end } = rangeOf(span);
  return new vscode.Range(start, start.line === end.line ? end : start.with({ character: Number.MAX_SAFE_INTEGER }));
}
