import { type ListedDataset, listDatasets } from '../../datasets/listDatasets.js';
import { HumanError } from '../../errors/humanError.js';
import { tellModal } from '../../platform/messages.js';
import { type PickItem, pick } from '../../platform/quickPick.js';
import type { DataSpec } from '../../protocol/data.js';
import type { CommandDeps } from '../deps.js';
import { lookAtStatements } from '../launch/showStatements.js';
import type { ChosenModel } from '../modelTarget.js';
import { dataFacts } from './dataText.js';
import { downloadFirst } from './downloadFirst.js';
import { askPath, pickFromPath } from './pickFromPath.js';

export interface PickDataOptions {
  /** Offers a look at the statements that are to be trained. */
  readonly canShowStatements: boolean;
  /** Offers to take back what was chosen before. */
  readonly canTakeBack: boolean;
}

type Choice = ListedDataset | 'own' | 'file' | 'folder' | 'statements';
type Item = PickItem & { readonly choice: Choice };

/** Asks what a model is to be trained on; a step that is given up leads back to the list. @returns `own` where the choice is taken back, null where the person gives up there */
export async function pickData(
  deps: CommandDeps,
  target: ChosenModel,
  options: PickDataOptions,
): Promise<DataSpec | 'own' | null> {
  const title = `Data for ${target.model.name}`;
  for (;;) {
    const picked = await pick(items(options), {
      title,
      placeHolder: 'What should the model train on?',
      matchOnDescription: true,
      matchOnDetail: true,
      ignoreFocusOut: true,
    });
    if (!picked) return null;
    if (picked.choice === 'own') return 'own';
    const spec = await specOf(deps, target, picked.choice);
    if (spec) return spec;
  }
}

async function specOf(
  deps: CommandDeps,
  target: ChosenModel,
  choice: Exclude<Choice, 'own'>,
): Promise<DataSpec | null> {
  try {
    if (choice === 'statements') {
      await lookAtStatements(deps, target);
      return null;
    }
    if (choice === 'file' || choice === 'folder') {
      const path = await askPath(choice, target.choice.folder);
      return path === null ? null : await pickFromPath(deps, path, target.choice.folder);
    }
    if (choice.name === 'random') return { kind: 'random' };
    const name = await downloadFirst(choice);
    return name === null ? null : { kind: 'builtin', name };
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    deps.log.info(error.message);
    await tellModal('error', error);
    return null;
  }
}

function items({ canShowStatements, canTakeBack }: PickDataOptions): Item[] {
  const separator = (label: string): Item => ({ label, isSeparator: true, choice: 'file' });
  const [random, ...builtIn] = listDatasets().map((data): Item => {
    const icon = data.name === 'random' ? 'sparkle' : data.download === null ? 'database' : 'cloud-download';
    return { icon, label: data.title, description: dataFacts(data), detail: data.description, choice: data };
  });
  const own: Item[] = [
    {
      icon: 'table',
      label: 'A file…',
      description: 'CSV, TSV, JSON, NDJSON, Parquet, Arrow, npy, or npz',
      choice: 'file',
    },
    {
      icon: 'file-media',
      label: 'A folder of images…',
      description: 'PNG or JPEG, one subfolder per class',
      choice: 'folder',
    },
  ];
  const statements: Item[] = canShowStatements
    ? [separator(''), { icon: 'code', label: 'Show the statements that run', choice: 'statements' }]
    : [];
  const back: Item[] = canTakeBack
    ? [{ icon: 'discard', label: "The source's own data", description: 'clears the choice made here', choice: 'own' }]
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
