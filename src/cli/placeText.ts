import { readFileSync } from 'node:fs';
import { isNotebookFile } from '../protocol/cellsText.js';
import { cellText, placeText as placeInFile } from '../runs/placeText.js';
import { anchorsIn, type CellAnchor, placeInCell } from '../source/notebook/cellAnchors.js';

const anchors = new Map</* path */ string, readonly CellAnchor[]>();

/** A place as a terminal shows it: `net.js:12`, in a notebook `sine.ipynb, cell 3, line 4`. */
export function placeText({ file, line, column = 1 }: { file: string; line: number; column?: number }): string {
  if (!isNotebookFile(file)) return placeInFile({ file, line });
  return cellText(file, placeInCell(anchorsOf(file), line, column));
}

/** A place that a terminal opens with a click: path, line, and column where one is given; of a notebook its cell. */
export function pathText(place: { file: string; line: number; column?: number }): string {
  const { file, line, column } = place;
  if (isNotebookFile(file)) return placeText(place);
  return `${file}:${line}${column === undefined ? '' : `:${column}`}`;
}

/** Read once: a command tells of the file that it found. */
function anchorsOf(file: string): readonly CellAnchor[] {
  const known = anchors.get(file);
  if (known) return known;
  let read: readonly CellAnchor[] = [];
  try {
    read = anchorsIn(file, readFileSync(file, 'utf8'));
  } catch {
    // It is gone by now.
  }
  anchors.set(file, read);
  return read;
}
