import type * as vscode from 'vscode';
import type { EditorState } from '../editorState.js';
import { isSupported } from '../models/languages.js';
import type { RunAge } from '../models/runAge.js';
import type { RunPlace } from '../models/runPlaces.js';
import { type LineGradients, lineGradients, showsIn } from './lineGradients.js';

/** Gradients for the lines of a document, from the newest run that trained a layer of it. */
export function documentGradients(
  { runs, places, ages, positions }: EditorState,
  document: vscode.TextDocument,
): LineGradients[] {
  if (!isSupported(document)) return [];
  const file = document.uri.fsPath;
  const run = runs.all.find((each) => showsIn(each, file));
  if (!run) return [];
  const age = ages.of(run);
  return lineGradients(run, file, positions.of(run), (location) => {
    const place = places.locate(run, document, location);
    return place && { line: place.line, stale: isStale(place, age), edited: place.edited };
  });
}

/** Whether a value is of another text than what is there now; where the text that ran is not known, its own line tells. */
function isStale({ edited, unsure }: RunPlace, age: RunAge | null): boolean {
  if (!age) return edited || unsure;
  return age.edited.length > 0 || (unsure && !age.isInPlace);
}
