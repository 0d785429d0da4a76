import { basename, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { EditorState } from '../../editor/editorState.js';
import { pick } from '../../platform/pick.js';
import type { LaunchTarget } from './launchTarget.js';

/** Asks which file trains a model. @returns its path from the project's folder, as `gradlens.json` has it; null where the person gives up */
export async function pickEntry({ plans }: EditorState, target: LaunchTarget): Promise<string | null> {
  const { choices, folder, model } = target;
  const { entry: _, ...unchosen } = choices;
  const { entry: found } = await plans.plan(target, { ...unchosen, run: 'other-file' });
  if (found) {
    const known = { icon: 'file-code', label: basename(found), description: portable(folder, found), browse: false };
    const other = { icon: 'folder-opened', label: 'Another file…', browse: true };
    const title = `Which file trains ${model.name}?`;
    const picked = await pick([known, other], { title });
    if (!picked) return null;
    if (!picked.browse) return portable(folder, found);
  }
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: `File that trains ${model.name}`,
      openLabel: 'Run This File',
      defaultUri: vscode.Uri.file(folder),
      filters: { 'JavaScript and TypeScript': ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts', 'jsx', 'tsx'] },
    })) ?? [];
  return chosen ? portable(folder, chosen.fsPath) : null;
}

function portable(folder: string, file: string): string {
  const path = relative(folder, file);
  return path.startsWith('..') ? file : path.split(sep).join('/');
}
