import * as vscode from 'vscode';
import { plainText } from './plainText.js';

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  note: vscode.DiagnosticSeverity.Information,
} as const;

/** A problem of ours on a stretch of a document. */
export function diagnosticOf(
  range: vscode.Range,
  message: string,
  severity: 'error' | 'warning' | 'note',
  code?: string,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, plainText(message), SEVERITIES[severity]);
  diagnostic.source = 'GradLens';
  if (code !== undefined) diagnostic.code = code;
  return diagnostic;
}
