import { basename, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { DataPreview } from '../../datasets/preview/types.js';
import { withProgress } from '../../platform/messages.js';
import type { DataSpec } from '../../protocol/data.js';
import type { CommandDeps } from '../deps.js';
import { pickScaling } from './pickScaling.js';
import { pickTarget } from './pickTarget.js';
import { pickValidation } from './pickValidation.js';
import { previewText } from './previewText.js';

const TABLES = ['csv', 'tsv', 'txt', 'data', 'json', 'ndjson', 'jsonl', 'parquet', 'arrow', 'feather', 'gz'];

/** Asks for a file or a folder of pictures. @returns its path from the project's folder; null where the person gives up */
export async function askPath(kind: 'file' | 'folder', folder: string): Promise<string | null> {
  const [picked] =
    (await vscode.window.showOpenDialog({
      title: kind === 'file' ? 'Data file' : 'Folder of images with one subfolder per class',
      openLabel: kind === 'file' ? 'Preview' : 'Use This Folder',
      canSelectFiles: kind === 'file',
      canSelectFolders: kind === 'folder',
      defaultUri: vscode.Uri.file(folder),
      ...(kind === 'file' ? { filters: { Data: [...TABLES, 'npy', 'npz'], 'All Files': ['*'] } } : {}),
    })) ?? [];
  if (!picked) return null;
  const path = relative(folder, picked.fsPath);
  return path.startsWith('..') || path === '' ? picked.fsPath : path.split(sep).join('/');
}

/**
 * Shows a file or folder in a tab and asks how it is used.
 * @returns null where the person gives up. @throws {HumanError} where it cannot be read
 */
export async function pickFromPath(deps: CommandDeps, path: string, folder: string): Promise<DataSpec | null> {
  const found = await previewed(deps, path, folder);
  const spec = found.spec.kind === 'table' ? await withTarget(deps, found, folder) : found.spec;
  if (!spec) return null;
  const normalize = spec.kind === 'images' ? undefined : await pickScaling(found.name, spec.normalize ?? 'none');
  if (normalize === null) return null;
  const share = await pickValidation(found.name);
  if (share === null) return null;
  return {
    ...spec,
    ...(normalize === undefined ? {} : { normalize }),
    ...(share > 0 ? { validationSplit: share } : {}),
  };
}

async function withTarget(deps: CommandDeps, found: DataPreview, folder: string): Promise<DataSpec | null> {
  if (found.spec.kind !== 'table') return found.spec;
  const target = await pickTarget(found);
  if (!target) return null;
  if (target.join('\n') === found.spec.target.join('\n')) return found.spec;
  return (await previewed(deps, { ...found.spec, target }, folder)).spec;
}

async function previewed(deps: CommandDeps, data: DataSpec | string, folder: string): Promise<DataPreview> {
  const title = `Reading ${typeof data === 'string' ? basename(data) : 'the data'}`;
  const preview = await withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    deps.previewer.preview(data, folder),
  );
  await deps.previews.show({ name: `${preview.name} preview`, text: previewText(preview), focus: false });
  return preview;
}
