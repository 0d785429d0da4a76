import * as vscode from 'vscode';
import type { ProblemFix, TrainerProblem } from '../../protocol/trainer.js';
import { LANGUAGES } from '../models/languages.js';
import { editAction, rangeOf } from './editAction.js';

/** An edit that mends a problem, with the text that it was made for. */
export interface OfferedFix extends ProblemFix {
  readonly original: string;
}

/** A problem's edits of one document, as long as it is the text that was run. */
export function offeredFixes({ fixes = [] }: TrainerProblem, document: vscode.TextDocument): OfferedFix[] {
  return fixes
    .filter(({ span }) => span.file === document.uri.fsPath)
    .map((fix) => ({ ...fix, original: document.getText(rangeOf(fix.span)) }));
}

/** The light bulb on a problem's line offers its edits, unless the text that they replace has changed since. */
export function registerSourceFixes(
  fixesIn: (document: vscode.TextDocument) => readonly { diagnostic: vscode.Diagnostic; fix: OfferedFix }[],
): vscode.Disposable {
  const provideCodeActions = (document: vscode.TextDocument, range: vscode.Range) =>
    fixesIn(document)
      .filter(({ diagnostic, fix }) => {
        const isHere = diagnostic.range.intersection(range) !== undefined;
        return isHere && document.getText(rangeOf(fix.span)) === fix.original;
      })
      .map(({ diagnostic, fix }) => editAction(document, fix, [diagnostic]));
  return vscode.languages.registerCodeActionsProvider(
    LANGUAGES,
    { provideCodeActions },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
