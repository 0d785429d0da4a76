import * as vscode from 'vscode';
import { plainText } from './plainText.js';

/** Of a note or hint, too, what the Problems view lists: the editor's own hints it does not. */
const SHOWN_AS = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  note: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Information,
} as const;

/** A problem of ours on a stretch of a document. */
export function diagnosticOf(
  range: vscode.Range,
  message: string,
  severity: keyof typeof SHOWN_AS,
  code?: string,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, plainText(message), SHOWN_AS[severity]);
  diagnostic.source = 'GradLens';
  if (code !== undefined) diagnostic.code = code;
  return diagnostic;
}

/** The same right behind the end of its line, where the editor underlines nothing; the Problems view lists it as before. */
export function withoutSquiggle({ range, message, severity, source, code }: vscode.Diagnostic): vscode.Diagnostic {
  const end = range.start.with({ character: Number.MAX_SAFE_INTEGER });
  const diagnostic = new vscode.Diagnostic(new vscode.Range(end, end), message, severity);
  return Object.assign(diagnostic, { source, code });
}
