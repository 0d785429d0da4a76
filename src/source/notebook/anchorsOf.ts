import type { CellAnchor } from './cellAnchors.js';
import { Notebook } from './notebook.js';

/** Where the lines of a notebook's code cells stand in its file, and where within a line the two are spelled differently. */
export function anchorsOf(text: string): CellAnchor[] {
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
