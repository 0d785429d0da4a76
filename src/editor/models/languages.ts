import type * as vscode from 'vscode';
import { isModelFile } from '../../source/modelFiles.js';

const NOTEBOOK_CELL = 'vscode-notebook-cell';

/** Files whose names `isModelFile` takes. */
export const MODEL_FILES = '**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,html,htm,vue,svelte,py,pyw,ipynb}';

/** What the editor asks GradLens about: files on disk by name, since an editor need not know the languages of all of them. */
export const LANGUAGES: readonly vscode.DocumentFilter[] = [
  { scheme: NOTEBOOK_CELL, language: 'python' },
  { scheme: 'file', pattern: MODEL_FILES },
];

/** Whether a document is a cell of a notebook; its path is that of the notebook. */
export const isCell = ({ uri }: Pick<vscode.TextDocument, 'uri'>): boolean => uri.scheme === NOTEBOOK_CELL;

/** Whether a document can hold models; untitled text has no file to run. */
export function isSupported({ uri, languageId }: Pick<vscode.TextDocument, 'uri' | 'languageId'>): boolean {
  if (isCell({ uri })) return languageId === 'python' && isModelFile(uri.fsPath);
  return uri.scheme === 'file' && isModelFile(uri.fsPath);
}
