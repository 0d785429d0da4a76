import { readFile, stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { Reach } from '../assistant/root.js';
import type { Unread } from '../assistant/unreadNotes.js';
import { MODEL_FILES } from '../editor/models/languages.js';
import { presentText } from '../editor/models/presentText.js';
import { messageOf } from '../errors/errorText.js';
import { isNotebookFile } from '../protocol/cellsText.js';
import type { SourceModel } from '../protocol/source.js';
import { isModelFile, NO_MODEL_FILE } from '../source/modelFiles.js';
import { isSkippedFolder } from '../system/walkFolder.js';
import type { ToolDeps } from './deps.js';

/** Files of a folder that are looked at. */
const MOST_FILES = 2000;

/** Bytes; in a folder, a larger file is a bundle. */
const BUNDLE_SIZE = 1_000_000;

/** A file that has models. */
export interface ModelSource {
  readonly file: string;
  readonly text: string;
  readonly models: readonly SourceModel[];
}

export interface Sources {
  readonly sources: readonly ModelSource[];
  readonly unread: readonly Unread[];
}

/** The models of a file or of a folder's files, as they are on screen, else on disk; another thread finds them. */
export async function sourcesOf(
  { state: { finder } }: ToolDeps,
  reach: Reach,
  path: string,
  signal: AbortSignal,
): Promise<Sources> {
  const unread: Unread[] = [];
  const sources: ModelSource[] = [];
  for (const file of await filesOf(path, unread)) {
    signal.throwIfAborted();
    try {
      if (file !== path && !(await reach.leadsInside(file))) {
        unread.push({ path: file, reason: 'It is a link to a place outside.' });
        continue;
      }
      if (file !== path && (await stat(file)).size > BUNDLE_SIZE) continue;
      const text = await textOf(file);
      const models = await finder.find(file, text);
      if (models.length > 0) sources.push({ file, text, models });
    } catch (error) {
      unread.push({ path: file, reason: messageOf(error) });
    }
  }
  return { sources, unread };
}

async function filesOf(path: string, unread: Unread[]): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) {
    if (isModelFile(path)) return [path];
    unread.push({ path, reason: NO_MODEL_FILE });
    return [];
  }
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(vscode.Uri.file(path), MODEL_FILES));
  const isOwn = (file: string) => !relative(path, file).split(sep).some(isSkippedFolder);
  const files = found
    .map(({ fsPath }) => fsPath)
    .filter(isOwn)
    .sort();
  if (files.length > MOST_FILES) {
    unread.push({ path, reason: `It has ${files.length} files, of which the first ${MOST_FILES} were read.` });
  }
  return files.slice(0, MOST_FILES);
}

/** A notebook's file as it is saved, as its lines are told by that; of all else what is on screen. @throws {Error} where it cannot be read */
async function textOf(file: string): Promise<string> {
  const shown = isNotebookFile(file) ? null : await presentText(file);
  return shown ?? readFile(file, 'utf8');
}
