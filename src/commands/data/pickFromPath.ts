import { basename, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { DataPreview, PreviewColumn } from '../../datasets/preview/types.js';
import { askText, tellModal, withProgress } from '../../platform/messages.js';
import { type PickItem, pick, pickMany } from '../../platform/quickPick.js';
import type { DataSpec } from '../../protocol/data.js';
import { formatShare } from '../../protocol/numberText.js';
import { keptShare } from '../../source/keptShare.js';
import type { CommandDeps } from '../deps.js';
import type { ChosenModel } from '../modelTarget.js';
import { previewText } from './dataText.js';

const TABLES = ['csv', 'tsv', 'txt', 'data', 'json', 'ndjson', 'jsonl', 'parquet', 'arrow', 'feather', 'gz'];

const SHARES = [
  { share: 0.2, label: '20%', description: 'proposed' },
  { share: 0.1, label: '10%', description: 'for large data' },
  { share: 0, label: 'None', description: 'trains on all samples, without val_loss' },
  { share: null, label: 'Another percentage…' },
] as const;

/** The most that may be kept, in percent. */
const MOST_HELD_OUT = 90;

type ColumnItem = PickItem & { readonly column: string };

const MOST_EXAMPLES = 4;

type Target = Pick<ChosenModel, 'model' | 'choice'>;

type Normalize = NonNullable<DataSpec['normalize']>;

const SCALINGS: readonly { readonly normalize: Normalize; readonly label: string; readonly detail: string }[] = [
  {
    normalize: 'standard',
    label: 'Standard',
    detail: 'Each input gets mean 0 and standard deviation 1. Best for columns on different scales.',
  },
  { normalize: 'minmax', label: 'Between 0 and 1', detail: 'The smallest value becomes 0 and the largest 1.' },
  { normalize: 'none', label: 'Unscaled', detail: 'For values that are already small.' },
];

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
export async function pickFromPath(
  deps: CommandDeps,
  path: string,
  { model, choice }: Target,
): Promise<DataSpec | null> {
  const { folder } = choice;
  const found = await previewed(deps, path, folder);
  const spec = found.spec.kind === 'table' ? await withTarget(deps, found, folder) : found.spec;
  if (!spec) return null;
  const kept = keptShare(model);
  const normalize = spec.kind === 'images' ? undefined : await pickScaling(found.name, spec.normalize ?? 'none', kept);
  if (normalize === null) return null;
  // The source's own share is kept, of whatever data.
  const share = kept === null ? await pickValidation(found.name) : 0;
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

/** Asks how inputs are scaled, the proposed way first. @param kept share for validation that nobody is asked for @returns null where the person gives up */
async function pickScaling(name: string, proposed: Normalize, kept: number | null): Promise<Normalize | null> {
  const ordered = SCALINGS.toSorted((a, b) => Number(b.normalize === proposed) - Number(a.normalize === proposed));
  const items = ordered.map((choice) => ({ ...choice, description: choice.normalize === proposed ? 'proposed' : '' }));
  const title = `${name}: how should the inputs be scaled?`;
  const known = kept === null ? {} : { placeHolder: `${formatShare(kept)} is kept for validation, as fit says` };
  return (await pick(items, { title, ignoreFocusOut: true, ...known }))?.normalize ?? null;
}

/** Asks which columns of a table the model is to predict, beginning with the likely one. @returns null where the person gives up */
async function pickTarget({ name, columns, rows }: DataPreview): Promise<[string, ...string[]] | null> {
  for (;;) {
    const items = (columns ?? []).map((column, index) => item(column, examples(rows, index)));
    const picked = await pickMany(items, {
      title: `${name}: what should the model predict?`,
      placeHolder: 'Select one or more target columns',
      ignoreFocusOut: true,
      matchOnDescription: true,
    });
    if (!picked) return null;
    const [first, ...more] = picked.map(({ column }) => column);
    if (first !== undefined) return [first, ...more];
    await tellModal('warning', { message: 'Select at least one target column.' });
  }
}

function item({ name, kind, role, distinct, missing }: PreviewColumn, shown: string): ColumnItem {
  const lacking = missing > 0 ? ` · ${missing} missing` : '';
  return {
    label: name,
    description: `${kind} · ${distinct} distinct${lacking}`,
    detail: shown,
    picked: role === 'target',
    column: name,
  };
}

function examples(rows: DataPreview['rows'], column: number): string {
  const values = new Set((rows ?? []).map((row) => row[column] ?? '').filter((cell) => cell !== ''));
  return `such as ${[...values].slice(0, MOST_EXAMPLES).join(', ')}`;
}

/** Asks which share of the samples is kept for validation. @returns 0 for none, null where the person gives up */
async function pickValidation(name: string): Promise<number | null> {
  const title = `${name}: how much should be kept for validation?`;
  const picked = await pick(SHARES, { title, ignoreFocusOut: true });
  if (!picked) return null;
  if (picked.share !== null) return picked.share;
  const typed = await askText(
    { title, prompt: `Percentage of the samples, up to ${MOST_HELD_OUT}`, value: '20' },
    (text) => (Number.isNaN(percent(text)) ? `A number from 0 to ${MOST_HELD_OUT}` : null),
  );
  return typed === undefined ? null : percent(typed) / 100;
}

/** NaN for what is no share. */
function percent(text: string): number {
  const value = Number(text.replace('%', '').trim() || Number.NaN);
  return value >= 0 && value <= MOST_HELD_OUT ? value : Number.NaN;
}
