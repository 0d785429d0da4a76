import type { SweepParameter } from '../protocol/sweep.js';
import { type CellAnchor, placeInCell } from '../source/notebook/cellAnchors.js';

/** Where a parameter stands: `line 9`, in a notebook `cell 2, line 3`; empty where the source does not say it. @param anchors none of a file without cells */
export function parameterPlace({ line }: Pick<SweepParameter, 'line'>, anchors: readonly CellAnchor[]): string {
  if (line === null) return '';
  const place = placeInCell(anchors, line, 1);
  return place ? `cell ${place.cell + 1}, line ${place.line}` : `line ${line}`;
}
