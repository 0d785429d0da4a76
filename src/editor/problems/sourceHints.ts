import * as vscode from 'vscode';
import type { Severities } from '../../diagnosis/asSet.js';
import { sentencesOf } from '../../diagnosis/finding.js';
import { diagnoseSource, type RuledFinding } from '../../diagnosis/source/sourceRules.js';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import type { ConfigValue } from '../../platform/configValue.js';
import { diagnosticOf } from '../../platform/diagnostic.js';
import type { SourceModel } from '../../protocol/source.js';
import { isNotebookFile } from '../../source/modelFiles.js';
import type { EditorState } from '../editorState.js';
import { isCell, LANGUAGES } from '../models/languages.js';
import { cellFindings } from '../notebooks/cellFindings.js';
import { editAction, rangeOf, tryAction } from './editAction.js';
import { explainAction } from './explainAction.js';

/** What the rules have to say of the models of open documents, on the layers' lines while a person types, with the edits that mend it. */
export class SourceHints implements vscode.CodeActionProvider, Disposable {
  private readonly store = new DisposableStore();
  private readonly shown = this.store.add(vscode.languages.createDiagnosticCollection('gradlens.hints'));

  constructor(
    private readonly models: EditorState['models'],
    private readonly severities: ConfigValue<Severities>,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.store.add(severities.onDidChange(() => this.showAll()));
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
    if (isOwnTextOfNotebook(document)) return [];
    const { version } = document;
    const findings = this.findingsIn(document, await this.models.current(document));
    if (document.version !== version) return [];
    return findings
      .filter((finding) => firstLineOf(finding).intersection(range) !== undefined)
      .flatMap((finding) => {
        const { fixes, rule, model } = finding;
        const mended = diagnostics.filter(({ source, code }) => source === 'GradLens' && code === rule);
        return [
          ...fixes.flatMap((fix) => [
            editAction(document, fix.title, fix.edits, mended),
            tryAction(document, model, fix, mended),
          ]),
          explainAction(finding, mended),
        ];
      });
  }

  dispose(): void {
    this.store.dispose();
  }

  private showAll(): void {
    for (const document of vscode.workspace.textDocuments) this.show(document);
  }

  private findingsIn(document: vscode.TextDocument, models: readonly SourceModel[]): RuledFinding[] {
    const own = this.diagnose(document, models, document.getText());
    const notebook = this.models.notebookFor(document);
    if (!notebook) return own;
    return cellFindings(this.diagnose(document, notebook.models, notebook.text), own, notebook.anchors, notebook.cell);
  }

  private diagnose(document: vscode.TextDocument, models: readonly SourceModel[], text: string): RuledFinding[] {
    return diagnoseSource(models, {
      text,
      severities: this.severities.value,
      failed: (rule, error) => this.log.error(`The rule ${rule} failed at ${document.uri.fsPath}`, error),
    });
  }

  /** A notebook's own text has none, as its cells have them. */
  private show(document: vscode.TextDocument): void {
    if (isOwnTextOfNotebook(document)) return;
    const findings = this.findingsIn(document, this.models.knownFor(document));
    this.shown.set(
      document.uri,
      findings.map((finding) => {
        return diagnosticOf(firstLineOf(finding), sentencesOf(finding), finding.severity, finding.rule);
      }),
    );
  }
}

/** A call of many lines is underlined on its first one alone. */
function firstLineOf({ span }: RuledFinding): vscode.Range {
  const { start, end } = rangeOf(span);
  return new vscode.Range(start, start.line === end.line ? end : start.with({ character: Number.MAX_SAFE_INTEGER }));
}

/** There code stands in JSON strings, which code as it is would break. */
const isOwnTextOfNotebook = (document: vscode.TextDocument): boolean =>
  isNotebookFile(document.uri.fsPath) && !isCell(document);
