import { isNotebookFile } from '../../protocol/cellsText.js';
import type { SourceLocation } from '../../protocol/fit.js';
import { anchorsIn, type CellAnchor } from '../../source/notebook/cellAnchors.js';
import { lineOrCell } from '../../source/notebook/lineOrCell.js';
import { readSource } from '../userModule/sourceTexts.js';

/** A place of the source within a sentence: `line 9`, in a notebook `cell 2, line 3`. */
export const placeWords = ({ file, line, column }: SourceLocation): string => lineOrCell(line, column, anchorsOf(file));

function anchorsOf(file: string): readonly CellAnchor[] {
  try {
    return isNotebookFile(file) ? anchorsIn(file, readSource(file)) : [];
  } catch {
    // It is gone by now.
    return [];
  }
}
