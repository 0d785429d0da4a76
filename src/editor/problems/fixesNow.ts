import type * as vscode from 'vscode';
import { runFixes } from '../../diagnosis/run/runFixes.js';
import type { SourceFix } from '../../diagnosis/source/sourceRule.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { SourceModel } from '../../protocol/source.js';
import type { Fit, FitJudgement, Run } from '../../runs/types.js';
import type { EditorState } from '../editorState.js';

/** What a run found of one of its fits. */
export interface FoundInRun {
  readonly run: Run;
  readonly fit: Fit;
  readonly finding: FitJudgement['findings'][number];
}

/** Edits that help a model. */
export interface ModelFixes {
  /** As the document has it by now. */
  readonly model: SourceModel;
  readonly fixes: readonly SourceFix[];
}

/**
 * The edits of a document's present text that help against what a run found in it.
 * @param models those that the text has
 * @returns null where there are none, or the model is no longer there
 */
export function fixesNow(
  { places }: Pick<EditorState, 'places'>,
  document: vscode.TextDocument,
  models: readonly SourceModel[],
  { run, fit, finding }: FoundInRun,
): ModelFixes | null {
  const locate = (location: SourceLocation) => {
    const place = places.locate(run, document, location);
    return place && { line: place.line + 1 };
  };
  const { location } = fit.summary;
  const line = location && locate(location)?.line;
  const model = models.find((each) => each.line === line);
  const fixes = runFixes(finding, fit, models, locate);
  return model && fixes.length > 0 ? { model, fixes } : null;
}
