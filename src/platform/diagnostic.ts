import * as vscode from 'vscode';
import { plainText } from './plainText.js';

/** A problem of ours on a stretch of a document. */
export function diagnosticOf(
  range: vscode.Range,
  message: string,
  severity: 'error' | 'warning',
  code?: string,
): vscode.Diagnostic {
  const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
  const diagnostic = new vscode.Diagnostic(range, plainText(message), severity === 'error' ? error : warning);
  diagnostic.source = 'GradLens';
  if (code !== undefined) diagnostic.code = code;
  return diagnostic;
}
