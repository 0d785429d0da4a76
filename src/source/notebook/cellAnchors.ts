import { isNotebookFile } from '../../protocol/cellsText.js';
import { type CellPlace, Notebook } from './notebook.js';

/** From here on, a notebook's file and one of its cells go side by side until the next anchor. Lines and columns count from 1. */
export interface CellAnchor extends CellPlace {
  readonly fileLine: number;
  readonly fileColumn: number;
}

/** Where a place of a notebook's file is in its cells; null where no code cell holds it. @param anchors in the order of the file */
export function placeInCell(anchors: readonly CellAnchor[], line: number, column: number): CellPlace | null {
  const anchor = anchors.findLast(
    ({ fileLine, fileColumn }) => fileLine < line || (fileLine === line && fileColumn <= column),
  );
  const onLine = anchor?.fileLine === line ? anchor : anchors.find(({ fileLine }) => fileLine === line);
  if (!onLine) return null;
  return { cell: onLine.cell, line: onLine.line, column: onLine.column + Math.max(0, column - onLine.fileColumn) };
}

/** Where the lines of a notebook's code cells stand in its file, and where within a line the two are spelled differently. */
function anchorsOf(text: string): CellAnchor[] {
  const notebook = new Notebook(text);
  return notebook.cells.flatMap(({ index, from, to }) => {
    const anchors: CellAnchor[] = [];
    let line = 1;
    let column = 1;
    let last: { readonly line: number; readonly column: number } | null = null;
    for (let offset = from; offset <= to; offset++) {
      const at = notebook.position(offset);
      if (column === 1 || at.line !== last?.line || at.column !== last.column + 1) {
        anchors.push({ cell: index, line, column, fileLine: at.line, fileColumn: at.column });
      }
      last = at;
      column += 1;
      if (notebook.program[offset] !== '\n') continue;
      line += 1;
      column = 1;
    }
    return anchors;
  });
}

/** A file's anchors: none where it is no notebook. */
export const anchorsIn = (file: string, text: string): CellAnchor[] => (isNotebookFile(file) ? anchorsOf(text) : []);
