import { cellWords } from '../../protocol/cellsText.js';
import { type CellAnchor, placeInCell } from './cellAnchors.js';

/** A place of a file within a sentence: `line 9`, in a notebook `cell 2, line 3`. @param anchors none of a file without cells */
export function lineOrCell(line: number, column: number, anchors: readonly CellAnchor[]): string {
  const place = placeInCell(anchors, line, column);
  return place ? cellWords(place) : `line ${line}`;
}
