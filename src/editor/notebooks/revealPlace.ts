import * as vscode from 'vscode';
import { revealLocation } from '../../platform/revealLocation.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { Run } from '../../runs/types.js';
import type { NotebookPlaces } from './notebookPlaces.js';
import { revealInCell } from './revealInNotebook.js';

/**
 * Shows a place of a file or, where that is a notebook, of its cell. Never rejects.
 * @param run what recorded the place; null where it is one of the file as it is now
 */
export async function revealPlace(
  { notebooks }: { readonly notebooks: NotebookPlaces },
  run: Run | null,
  location: SourceLocation,
  log: vscode.LogOutputChannel,
): Promise<void> {
  if (!isNotebookFile(location.file)) return revealLocation(location, log);
  try {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(location.file));
    const place = await notebooks.locate(run, location.file, location);
    if (place) await revealInCell(place.cell, place);
  } catch {
    await revealLocation(location, log);
  }
}
