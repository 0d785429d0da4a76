import { basename } from 'node:path';
import { bySuit, type ListedDataset, listDatasets, misfits } from '../../datasets/listDatasets.js';
import { HumanError } from '../../errors/humanError.js';
import { didFirstStep } from '../../platform/firstSteps.js';
import { tellModal } from '../../platform/messages.js';
import { type PickItem, pick } from '../../platform/quickPick.js';
import type { DataSpec } from '../../protocol/data.js';
import type { SourceModel } from '../../protocol/source.js';
import { sourceShapes } from '../../source/size/sourceShapes.js';
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

type Choice = ListedDataset | 'own' | 'again' | 'file' | 'folder' | 'statements';
type Item = PickItem & { readonly choice: Choice };

/** Asks what a model is to be trained on; a step that is given up leads back to the list. @returns `own` where the choice is taken back, null where the person gives up there */
export async function pickData(
  deps: CommandDeps,
  target: ChosenModel,
  options: PickDataOptions,
): Promise<DataSpec | 'own' | null> {
  const title = `Data for ${target.model.name}`;
  for (;;) {
    const refused = deps.picked.refusedFor(target.model);
    const picked = await pick(itemsFor(target.model, options, refused), {
      title,
      placeHolder: 'What should the model train on?',
      matchOnDescription: true,
      matchOnDetail: true,
      ignoreFocusOut: true,
    });
    if (!picked) return null;
    if (picked.choice === 'own') return 'own';
    if (picked.choice === 'again') return refused;
    const spec = await specOf(deps, target, picked.choice);
    if (!spec) continue;
    didFirstStep('data');
    return spec;
  }
}

async function specOf(
  deps: CommandDeps,
  target: ChosenModel,
  choice: Exclude<Choice, 'own' | 'again'>,
): Promise<DataSpec | null> {
  try {
    if (choice === 'statements') {
      await lookAtStatements(deps, target);
      return null;
    }
    if (choice === 'file' || choice === 'folder') {
      const path = await askPath(choice, target.choice.folder);
      return path === null ? null : await pickFromPath(deps, path, target);
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

/** What fits the model first, then the rest with what each needs; where the source leaves the model's shapes open, all of it as it is. */
async function itemsFor(model: SourceModel, options: PickDataOptions, refused: DataSpec | null): Promise<Item[]> {
  const shapes = sourceShapes(model);
  const reasons = shapes ? await misfits(shapes) : new Map<string, string>();
  const [fit = [], unfit = []] = [false, true].map((isUnfit) =>
    listDatasets().filter(({ name }) => reasons.has(name) === isUnfit),
  );
  const fitting = (shapes ? bySuit(fit, shapes) : fit).map((data) => dataItem(data, undefined));
  const others = unfit.map((data) => dataItem(data, reasons.get(data.name)));
  const again: Item[] = refused
    ? [{ icon: 'history', label: dataName(refused), description: 'picked last; did not fit', choice: 'again' }]
    : [];
  return [
    separator(shapes ? 'fits this model' : 'built in'),
    ...fitting,
    ...(options.canTakeBack ? [OWN] : []),
    separator('your own'),
    ...again,
    ...FILES,
    ...(others.length > 0 ? [separator('does not fit'), ...others] : []),
    ...(options.canShowStatements ? [separator(''), STATEMENTS] : []),
  ];
}

function dataName(spec: DataSpec): string {
  if (spec.kind === 'random') return 'Random';
  if (spec.kind === 'builtin') return listDatasets().find(({ name }) => name === spec.name)?.title ?? spec.name;
  return basename(spec.kind === 'arrays' ? spec.x : spec.path);
}

/** @param misfit why it does not fit the model, in a line */
function dataItem(data: ListedDataset, misfit: string | undefined): Item {
  const icon = data.name === 'random' ? 'sparkle' : data.download === null ? 'database' : 'cloud-download';
  return { icon, label: data.title, description: dataFacts(data), detail: misfit ?? data.description, choice: data };
}

const separator = (label: string): Item => ({ label, isSeparator: true, choice: 'file' });

const OWN: Item = {
  icon: 'discard',
  label: "The source's own data",
  description: 'clears the choice made here',
  choice: 'own',
};

const STATEMENTS: Item = { icon: 'code', label: 'Show the statements that run', choice: 'statements' };

const FILES: readonly Item[] = [
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
