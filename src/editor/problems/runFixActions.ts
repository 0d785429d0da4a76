import * as vscode from 'vscode';
import { runFixes } from '../../diagnosis/run/runFixes.js';
import type { SourceFix } from '../../diagnosis/source/sourceRule.js';
import type { SourceModel } from '../../protocol/source.js';
import type { Fit, FitJudgement, Run } from '../../runs/types.js';
import type { EditorState } from '../editorState.js';
import { LANGUAGES } from '../models/languages.js';
import { fixActions } from './editAction.js';

type Finding = FitJudgement['findings'][number];
type State = Pick<EditorState, 'models' | 'modelRuns' | 'places'>;

/** The light bulb on what a run found offers the edits that help against it. */
export function registerRunFixes(state: State): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    LANGUAGES,
    { provideCodeActions: (document, _, context) => codeActions(state, document, context.diagnostics) },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

/** Made on the present text: nothing is offered for an earlier one, nor for a finding whose line was edited, as it has no diagnostic. */
async function codeActions(
  state: State,
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
): Promise<vscode.CodeAction[]> {
  const own = diagnostics.filter(({ source }) => source === 'GradLens');
  if (own.length === 0) return [];
  const { version } = document;
  const models = await state.models.current(document);
  if (document.version !== version) return [];
  return models.flatMap((model) => {
    const { run, fit } = state.modelRuns.of(model, document) ?? {};
    if (!run || !fit) return [];
    return findingsOf(run, fit).flatMap((finding) => {
      const mended = own.filter(({ code, message }) => code === finding.rule && message.startsWith(finding.message));
      const fixes = mended.length === 0 ? [] : fixesNow(state, document, [model], { run, fit, finding });
      return fixActions(document, model, fixes, mended);
    });
  });
}

const findingsOf = ({ judgement }: Run, fit: Fit): readonly Finding[] =>
  judgement?.fits.find((each) => each.fit === fit)?.findings ?? [];

/** What a run found of one of its fits. */
export interface FoundInRun {
  readonly run: Run;
  readonly fit: Fit;
  readonly finding: Finding;
}

/** The edits of a document's present text that help against what a run found in it. */
export function fixesNow(
  { places }: State,
  document: vscode.TextDocument,
  models: readonly SourceModel[],
  { run, fit, finding }: FoundInRun,
): SourceFix[] {
  return runFixes(finding, fit, models, (location) => {
    const place = places.locate(run, document, location);
    return place && { line: place.line + 1 };
  });
}
