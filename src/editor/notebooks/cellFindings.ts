import type { RuledFinding } from '../../diagnosis/source/sourceRules.js';
import type { CellAnchor } from '../../source/notebook/cellAnchors.js';
import { spanIn } from './cellModels.js';

/**
 * The findings of a notebook that stand in one of its cells, with places of that cell. A model and what compiles it may be in two cells, and are
 * looked at as one. A fix that would edit another cell too is left out.
 *
 * @param own what is found in the cell's own models, whose sentences name the cell's lines
 */
export function cellFindings(
  findings: readonly RuledFinding[],
  own: readonly RuledFinding[],
  anchors: readonly CellAnchor[],
  cell: number,
): RuledFinding[] {
  return findings.flatMap((finding) => {
    const span = spanIn(finding.span, cell, anchors);
    if (!span) return [];
    const { line, column } = span.start;
    const same = own.find(
      ({ rule, span: { start } }) => rule === finding.rule && start.line === line && start.column === column,
    );
    if (same) return [same];
    const fixes = finding.fixes.flatMap(({ title, edits }) => {
      const inCell = edits.flatMap(({ span: place, newText }) => {
        const there = spanIn(place, cell, anchors);
        return there ? [{ span: there, newText }] : [];
      });
      return inCell.length === edits.length ? [{ title, edits: inCell }] : [];
    });
    return [{ ...finding, span, fixes }];
  });
}
