import type * as vscode from 'vscode';
import { isModelFile } from '../../source/modelFiles.js';

/** What the editor asks GradLens about: files on disk by name, since an editor need not know the languages of all of them. */
export const LANGUAGES: readonly vscode.DocumentFilter[] = [
  { scheme: 'file', pattern: '**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,html,htm,vue,svelte,py,pyw,ipynb}' },
];

/** Whether a document can hold models; untitled text has no file to run. */
export function isSupported({ uri }: Pick<vscode.TextDocument, 'uri'>): boolean {
  return uri.scheme === 'file' && isModelFile(uri.fsPath);
}
