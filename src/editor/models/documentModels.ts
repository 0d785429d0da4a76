import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import type { SourceModel } from '../../protocol/source.js';
import { isCellModel } from '../notebooks/cellModels.js';
import { type NotebookFinder, NotebookModels, type ReadNotebook } from '../notebooks/notebookModels.js';
import { isCell, isSupported } from './languages.js';

/** Milliseconds of quiet after an edit before the text is read again. */
const QUIET = 100;

/** What finds models in a text without running it; answers come from another thread. Logs its own failures. */
export interface ModelFinder extends NotebookFinder {
  find(file: string, text: string): Promise<readonly SourceModel[]>;
}

interface Known {
  readonly version: number;
  readonly models: readonly SourceModel[];
}

/** The Sequentials of the open documents, kept up to date while a person types. */
export class DocumentModels implements Disposable {
  private readonly store = new DisposableStore();
  private readonly known = new Map<vscode.TextDocument, Known>();
  private readonly pending = new Map<vscode.TextDocument, { version: number; done: Promise<void> }>();
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  private readonly notebooks: NotebookModels;
  private readonly changed = this.store.add(new Emitter<vscode.TextDocument>());

  private readonly reads = this.store.add(new Emitter<vscode.TextDocument>());

  /** Fires for each cell of a notebook that was read again: what a cell says of a model may lie in another. */
  readonly onDidReadCell = this.reads.event;

  /** Fires when a document's models or their lines differ from before. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly finder: ModelFinder) {
    this.notebooks = new NotebookModels(
      finder,
      (cells) => {
        for (const cell of cells) this.changed.fire(cell);
      },
      (cells) => {
        for (const cell of cells) this.reads.fire(cell);
      },
    );
    this.store.add(vscode.workspace.onDidChangeNotebookDocument(({ notebook }) => this.scheduleCells(notebook)));
    this.store.add(vscode.workspace.onDidOpenNotebookDocument((notebook) => this.scheduleCells(notebook)));
    this.store.add(vscode.workspace.onDidCloseNotebookDocument(({ uri }) => this.notebooks.forget(uri.fsPath)));
    this.store.add(vscode.workspace.onDidOpenTextDocument((document) => void this.current(document)));
    this.store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.schedule(document)));
    this.store.add(vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)));
    for (const document of vscode.workspace.textDocuments) void this.current(document);
  }

  /** What is known now: of the present text, or of the text a moment ago. */
  knownFor(document: vscode.TextDocument): readonly SourceModel[] {
    return isCell(document) ? this.notebooks.knownFor(document) : (this.known.get(document)?.models ?? []);
  }

  /** The models of the document's present text. Never rejects: where the search fails, the last known ones stand. */
  async current(document: vscode.TextDocument): Promise<readonly SourceModel[]> {
    if (!isSupported(document) || document.isClosed) return [];
    this.cancelTimer(document);
    if (isCell(document)) return this.notebooks.current(document);
    if (this.known.get(document)?.version !== document.version) {
      const pending = this.pending.get(document);
      await (pending?.version === document.version ? pending.done : this.search(document));
    }
    return this.knownFor(document);
  }

  /** The notebook of a cell as it was read last; null for a document that is no cell. */
  notebookFor(document: vscode.TextDocument): ReadNotebook | null {
    return isCell(document) ? this.notebooks.readFor(document) : null;
  }

  /** A model and the text that it stands in as a file has them, which for a cell is that of its whole notebook. */
  asFile(model: SourceModel, document: vscode.TextDocument): { readonly model: SourceModel; readonly text: string } {
    const inNotebook = isCellModel(model) ? this.notebooks.asFile(document, model) : null;
    return inNotebook ?? { model, text: document.getText() };
  }

  dispose(): void {
    for (const document of [...this.timers.keys()]) this.cancelTimer(document);
    this.known.clear();
    this.store.dispose();
  }

  private search(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const done = this.find(document, version).finally(() => {
      if (this.pending.get(document)?.version === version) this.pending.delete(document);
    });
    this.pending.set(document, { version, done });
    return done;
  }

  private async find(document: vscode.TextDocument, version: number): Promise<void> {
    try {
      const models = await this.finder.find(document.uri.fsPath, document.getText());
      if (document.isClosed || version < (this.known.get(document)?.version ?? 0)) return;
      const before = JSON.stringify(this.knownFor(document));
      this.known.set(document, { version, models });
      if (JSON.stringify(models) !== before) this.changed.fire(document);
    } catch {
      // The finder has said in the log what failed; the next edit asks again.
    }
  }

  private schedule(document: vscode.TextDocument): void {
    if (!isSupported(document)) return;
    this.cancelTimer(document);
    this.timers.set(
      document,
      setTimeout(() => void this.current(document), QUIET),
    );
  }

  /** Any one cell stands for all. */
  private scheduleCells(notebook: vscode.NotebookDocument): void {
    const cell = notebook.getCells().find(({ document }) => isSupported(document));
    if (cell) this.schedule(cell.document);
  }

  private cancelTimer(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
  }

  private forget(document: vscode.TextDocument): void {
    this.cancelTimer(document);
    this.known.delete(document);
  }
}
