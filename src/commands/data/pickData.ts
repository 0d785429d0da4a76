import * as vscode from 'vscode';
import { type ListedDataset, listDatasets } from '../../datasets/listDatasets.js';
import type { DataSpec } from '../../protocol/data.js';
import type { CommandDeps } from '../deps.js';
import type { LaunchTarget } from '../launch/launchTarget.js';
import { showStatements } from '../launch/showStatements.js';

export interface PickDataOptions {
  /** Offers a look at the statements that are to be trained. */
  readonly canShowStatements: boolean;
}

type Pick = ListedDataset | 'statements';
type Item = vscode.QuickPickItem & { readonly pick: Pick };

/** Asks what a model is to be trained on. @returns null where the person gives up */
export async function pickData(
  deps: CommandDeps,
  target: LaunchTarget,
  { canShowStatements }: PickDataOptions,
): Promise<DataSpec | null> {
  for (;;) {
    const picked = await vscode.window.showQuickPick(items(canShowStatements), {
      title: `Data for ${target.model.name}`,
      placeHolder: 'What is the model trained on?',
      matchOnDescription: true,
      matchOnDetail: true,
      ignoreFocusOut: true,
    });
    if (!picked) return null;
    const { pick } = picked;
    if (pick === 'statements') await showStatements(deps, target, { focus: false });
    else return pick.name === 'random' ? { kind: 'random' } : { kind: 'builtin', name: pick.name };
  }
}

function items(canShowStatements: boolean): Item[] {
  const listed = listDatasets().map(
    (data): Item => ({
      label: data.title,
      description: shapeText(data),
      detail: data.description,
      pick: data,
    }),
  );
  const statements: Item[] = canShowStatements
    ? [{ label: '$(code) Show the statements that run', pick: 'statements' }]
    : [];
  return [...listed, ...statements];
}

function shapeText({ inputShape, target, samples, download }: ListedDataset): string {
  const size = download === null ? '' : ` · download ${Math.ceil(download / 1e6)} MB`;
  const shape = inputShape ? `${inputShape.join(' × ')} → ${target}` : 'any shape';
  return `${shape} · ${samples.toLocaleString('en-US')} samples${size}`;
}
