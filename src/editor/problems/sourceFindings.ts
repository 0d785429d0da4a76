import type * as vscode from 'vscode';
import type { Severities } from '../../diagnosis/asSet.js';
import { diagnoseSource, type RuledFinding } from '../../diagnosis/source/sourceRules.js';
import type { ConfigValue } from '../../platform/configValue.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import type { SourceModel } from '../../protocol/source.js';
import type { DocumentModels } from '../models/documentModels.js';
import { isCell } from '../models/languages.js';
import { cellFindings } from '../notebooks/cellFindings.js';

/** What was found in a text that has not changed since. */
interface Known {
  readonly version: number;
  readonly models: readonly SourceModel[];
  readonly severities: Severities;
  readonly findings: readonly RuledFinding[];
}

/** What the rules find in the sources of open documents, each text looked at once. */
export class SourceFindings {
  /** Fires where severities were set. */
  readonly onDidChange: ConfigValue<Severities>['onDidChange'];

  private readonly known = new WeakMap<vscode.TextDocument, Known>();

  constructor(
    private readonly models: Pick<DocumentModels, 'knownFor' | 'notebookFor'>,
    private readonly severities: ConfigValue<Severities>,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.onDidChange = severities.onDidChange;
  }

  /** A notebook's own text has none, as its cells have them: there code stands in JSON strings, which code as it is would break. */
  in(document: vscode.TextDocument, models = this.models.knownFor(document)): readonly RuledFinding[] {
    if (isNotebookFile(document.uri.fsPath) && !isCell(document)) return [];
    const { version } = document;
    const severities = this.severities.value;
    const known = this.known.get(document);
    // What is found in a cell hangs on the other cells too.
    const isKnown = known?.version === version && known.models === models && known.severities === severities;
    if (known && isKnown && !isCell(document)) return known.findings;
    const findings = this.find(document, models);
    this.known.set(document, { version, models, severities, findings });
    return findings;
  }

  private find(document: vscode.TextDocument, models: readonly SourceModel[]): RuledFinding[] {
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
}
