import type { CellPlace } from './notebook.js';

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
