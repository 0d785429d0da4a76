import type * as vscode from 'vscode';
import type { EditorState } from '../editorState.js';
import { isSupported } from '../models/languages.js';
import { type LineGradients, lineGradients, showsIn } from './lineGradients.js';

/** Gradients for the lines of a document, from the newest run that trained a layer of it. */
export function documentGradients({ runs, places }: EditorState, document: vscode.TextDocument): LineGradients[] {
  if (!isSupported(document)) return [];
  const file = document.uri.fsPath;
  const run = runs.all.find((each) => showsIn(each, file));
  return run ? lineGradients(run, file, (location) => places.locate(run, document, location)) : [];
}
