import type * as vscode from 'vscode';

/** Files on disk that Node can run or import; untitled text has no file to run. */
export const LANGUAGES: readonly vscode.DocumentFilter[] = [
  'javascript',
  'typescript',
  'javascriptreact',
  'typescriptreact',
].map((language) => ({ language, scheme: 'file' }));

export function isSupported(document: Pick<vscode.TextDocument, 'languageId' | 'uri'>): boolean {
  return LANGUAGES.some(({ language, scheme }) => document.languageId === language && document.uri.scheme === scheme);
}
