import type { SweepParameter } from '../protocol/sweep.js';
import type { CellAnchor } from '../source/notebook/cellAnchors.js';
import { lineOrCell } from '../source/notebook/lineOrCell.js';

/** Where a parameter stands: `line 9`, in a notebook `cell 2, line 3`; empty where the source does not say it. @param anchors none of a file without cells */
export function parameterPlace({ line }: Pick<SweepParameter, 'line'>, anchors: readonly CellAnchor[]): string {
  return line === null ? '' : lineOrCell(line, 1, anchors);
}
