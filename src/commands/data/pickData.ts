import * as vscode from 'vscode';
import { type ListedDataset, listDatasets } from '../../datasets/listDatasets.js';
import { HumanError } from '../../errors/humanError.js';
import type { DataSpec } from '../../protocol/data.js';
import type { CommandDeps } from '../deps.js';
import type { LaunchTarget } from '../launch/launchTarget.js';
import { lookAtStatements } from '../launch/showStatements.js';
import { dataFacts } from './dataItems.js';
import { downloadFirst } from './downloadFirst.js';
import { askPath, pickFromPath } from './pickFromPath.js';

export interface PickDataOptions {
  /** Offers a look at the statements that are to be trained. */
  readonly canShowStatements: boolean;
  /** Offers to take back what was chosen before. */
  readonly canTakeBack: boolean;
}

type Pick = ListedDataset | 'own' | 'file' | 'folder' | 'statements';
type Item = vscode.QuickPickItem & { readonly pick: Pick };

/** Asks what a model is to be trained on; a step that is given up leads back to the list. @returns `own` where the choice is taken back, null where the person gives up there */
export async function pickData(
  deps: CommandDeps,
  target: LaunchTarget,
  options: PickDataOptions,
): Promise<DataSpec | 'own' | null> {
  const title = `Data for ${target.model.name}`;
  for (;;) {
    const picked = await vscode.window.showQuickPick(items(options), {
      title,
      placeHolder: 'What is the model trained on?',
      matchOnDescription: true,
      matchOnDetail: true,
      ignoreFocusOut: true,
    });
    if (!picked) return null;
    if (picked.pick === 'own') return 'own';
    const spec = await specOf(deps, target, picked.pick);
    if (spec) return spec;
  }
}

async function specOf(deps: CommandDeps, target: LaunchTarget, pick: Exclude<Pick, 'own'>): Promise<DataSpec | null> {
  try {
    if (pick === 'statements') {
      await lookAtStatements(deps, target);
      return null;
    }
    if (pick === 'file' || pick === 'folder') {
      const path = await askPath(pick, target.folder);
      return path === null ? null : await pickFromPath(deps, path, target.folder);
    }
    if (pick.name === 'random') return { kind: 'random' };
    const name = await downloadFirst(pick);
    return name === null ? null : { kind: 'builtin', name };
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    deps.log.info(error.message);
    await vscode.window.showErrorMessage(error.message, { modal: true });
    return null;
  }
}

function items({ canShowStatements, canTakeBack }: PickDataOptions): Item[] {
  const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator, pick: 'file' });
  const [random, ...builtIn] = listDatasets().map((data): Item => {
    const icon = data.name === 'random' ? 'sparkle' : data.download === null ? 'database' : 'cloud-download';
    return { label: `$(${icon}) ${data.title}`, description: dataFacts(data), detail: data.description, pick: data };
  });
  const own: Item[] = [
    { label: '$(table) A file…', description: 'CSV, TSV, JSON, NDJSON, Parquet, Arrow, npy or npz', pick: 'file' },
    {
      label: '$(file-media) A folder of images…',
      description: 'one folder for each class, PNG or JPEG',
      pick: 'folder',
    },
  ];
  const statements: Item[] = canShowStatements
    ? [separator(''), { label: '$(code) Show the statements that run', pick: 'statements' }]
    : [];
  const back: Item[] = canTakeBack
    ? [{ label: '$(discard) What the source has', description: 'takes back what was chosen here', pick: 'own' }]
    : [];
  return [
    ...(random ? [random] : []),
    ...back,
    separator('your own'),
    ...own,
    separator('built in'),
    ...builtIn,
    ...statements,
  ];
}
