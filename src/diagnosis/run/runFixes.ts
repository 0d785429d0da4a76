import type { SourceLocation } from '../../protocol/fit.js';
import type { SourceLayer, SourceModel } from '../../protocol/source.js';
import type { SourceFix } from '../source/sourceRule.js';
import type { FaultySource, RunFinding } from './runRule.js';
import { RUN_RULES } from './runRules.js';

/** More are no help to choose. */
const MOST_FIXES = 3;

/** Where something of a run is in the source by now: its line, from 1, and the column where that is still known; null where it is gone. */
export type LocateNow = (location: SourceLocation) => { readonly line: number; readonly column?: number } | null;

/**
 * Edits of the source that would help against what a run's figures show.
 * @param models those that the file has now
 * @returns none where the model, or the layer that the finding is about, is not in the source as it was run
 */
export function runFixes(
  finding: RunFinding,
  { summary, data }: Pick<FaultySource, 'summary' | 'data'>,
  models: readonly SourceModel[],
  locate: LocateNow = (location) => location,
): SourceFix[] {
  const rule = RUN_RULES.find(({ id }) => id === finding.rule);
  const model = summary.location && at(models, summary.location, locate);
  if (!rule?.fixes || !hasFixes(finding, { summary, data }) || !model) return [];
  const location = finding.layer === null ? null : (summary.layers[finding.layer]?.location ?? null);
  const layer = location && at(model.layers, location, locate);
  if (finding.layer !== null && !layer) return [];
  return rule.fixes(finding, { model, layer, summary, data }).slice(0, MOST_FIXES);
}

/** The source's own come first: where a run shows the same, they may be the same edit. */
export const withRunFixes = (ofSource: readonly SourceFix[], ofRun: readonly SourceFix[]): SourceFix[] =>
  [...ofSource, ...ofRun]
    .filter(({ title }, index, all) => all.findIndex((fix) => fix.title === title) === index)
    .slice(0, MOST_FIXES);

/** What begins at a place. */
function at<T extends SourceModel | SourceLayer>(
  all: readonly T[],
  location: SourceLocation,
  locate: LocateNow,
): T | null {
  const now = locate(location);
  const found = all.filter(
    ({ span: { file, start } }) =>
      now && file === location.file && start.line === now.line && (now.column ?? start.column) === start.column,
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Whether a finding's rule knows edits that help against it. */
export const hasFixes = (
  finding: Pick<RunFinding, 'rule' | 'category'>,
  fit: Pick<FaultySource, 'summary' | 'data'>,
): boolean =>
  RUN_RULES.some(
    ({ id, fixes, isFixable }) => id === finding.rule && fixes !== undefined && (isFixable?.(finding, fit) ?? true),
  );
