import type * as vscode from 'vscode';
import type { SourceModel } from '../../protocol/source.js';
import type { Found } from '../../source/finder.js';
import type { CellAnchor } from '../../source/notebook/cellAnchors.js';
import { type CellModel, cellModels } from './cellModels.js';
import { notebookOf } from './notebookOf.js';
import { notebookText } from './notebookText.js';

/** Finds the models of a notebook and where its cells stand in its text; answers come from another thread. */
export interface NotebookFinder {
  search(file: string, text: string, key: string): Promise<Found>;
}

/** A notebook as a file that holds nothing but its cells. */
export interface ReadNotebook {
  readonly text: string;
  readonly models: readonly SourceModel[];
  readonly anchors: readonly CellAnchor[];
  /** The cell's place among all cells. */
  readonly cell: number;
}

interface Known {
  /** As a file that holds nothing else would have it, and the models with its lines. */
  readonly text: string;
  readonly all: readonly SourceModel[];
  readonly anchors: readonly CellAnchor[];
  readonly models: ReadonlyMap<vscode.TextDocument, readonly CellModel[]>;
}

/** The Sequentials of open notebooks, of which a cell's depend on the cells before it. */
export class NotebookModels {
  private readonly known = new Map</* path */ string, Known>();
  private readonly pending = new Map<string, { readonly text: string; readonly done: Promise<void> }>();

  /**
   * @param changed told of the cells whose models differ from before
   * @param read told of all cells of a notebook that was read
   */
  constructor(
    private readonly finder: NotebookFinder,
    private readonly changed: (cells: readonly vscode.TextDocument[]) => void,
    private readonly read: (cells: readonly vscode.TextDocument[]) => void,
  ) {}

  knownFor(cell: vscode.TextDocument): readonly CellModel[] {
    return this.known.get(cell.uri.fsPath)?.models.get(cell) ?? [];
  }

  /** A cell's model and the notebook's text as a file would have them. */
  asFile(cell: vscode.TextDocument, { nth }: CellModel): { readonly model: SourceModel; readonly text: string } | null {
    const known = this.known.get(cell.uri.fsPath);
    const model = known?.all[nth];
    return known && model ? { model, text: known.text } : null;
  }

  /** The notebook of a cell as it was read last. */
  readFor(cell: vscode.TextDocument): ReadNotebook | null {
    const known = this.known.get(cell.uri.fsPath);
    const index = known ? [...known.models.keys()].indexOf(cell) : -1;
    return known && index >= 0 ? { text: known.text, models: known.all, anchors: known.anchors, cell: index } : null;
  }

  /** The models of a cell as its notebook is now. Never rejects: where the search fails, the last known ones stand. */
  async current(cell: vscode.TextDocument): Promise<readonly CellModel[]> {
    const path = cell.uri.fsPath;
    const notebook = notebookOf(path);
    if (!notebook) return [];
    const cells = notebook.getCells().map(({ document }) => document);
    const text = notebookText(cells);
    if (this.known.get(path)?.text !== text) {
      const pending = this.pending.get(path);
      await (pending?.text === text ? pending.done : this.search(path, text, cells));
    }
    return this.knownFor(cell);
  }

  forget(path: string): void {
    this.known.delete(path);
  }

  private search(path: string, text: string, cells: readonly vscode.TextDocument[]): Promise<void> {
    const done = this.find(path, text, cells).finally(() => {
      if (this.pending.get(path)?.text === text) this.pending.delete(path);
    });
    this.pending.set(path, { text, done });
    return done;
  }

  private async find(path: string, text: string, cells: readonly vscode.TextDocument[]): Promise<void> {
    try {
      const { models, anchors } = await this.finder.search(path, text, `${path} on screen`);
      if (this.pending.get(path)?.text !== text) return;
      const byCell = cellModels(models, anchors);
      const before = this.known.get(path)?.models;
      const found = new Map(cells.map((cell, index) => [cell, byCell.get(index) ?? []]));
      this.known.set(path, { text, all: models, anchors, models: found });
      const same = (cell: vscode.TextDocument) =>
        JSON.stringify(before?.get(cell) ?? []) === JSON.stringify(found.get(cell));
      const differing = cells.filter((cell) => !same(cell));
      if (differing.length > 0) this.changed(differing);
      this.read(cells);
    } catch {
      // The finder has said in the log what failed; the next edit asks again.
    }
  }
}
