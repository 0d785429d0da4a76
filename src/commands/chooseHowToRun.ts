import { basename, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { EditorState } from '../editor/editorState.js';
import { commandIds } from '../platform/commandIds.js';
import { type PickItem, pick } from '../platform/quickPick.js';
import type { RunWay } from '../protocol/launch.js';
import { modelFiles } from '../source/modelFiles.js';
import type { Command, CommandDeps } from './deps.js';
import { wayItems } from './launch/wayItems.js';
import { type ChosenModel, chosenModel } from './modelTarget.js';

type Act = { readonly way: RunWay } | 'automatic' | 'data' | 'values' | 'config';
type Item = PickItem & { readonly act: Act };

/** Lists the ways in which a model can be run and what is chosen for it, and remembers what the person takes. */
export function chooseHowToRun(deps: CommandDeps): Command {
  return async (argument) => {
    const target = await chosenModel(deps.state, argument);
    const picked = await pick(itemsFor(deps, target), {
      title: `How to run ${target.model.name}`,
      placeHolder: 'How should Run train this model?',
      matchOnDetail: true,
    });
    if (picked) await apply(deps, target, picked.act);
  };
}

async function itemsFor({ state }: CommandDeps, target: ChosenModel): Promise<Item[]> {
  const { choice, model } = target;
  const current = await state.plans.plan(choice);
  const { data: _, run: __, entry: ___, ...unchosen } = choice.choices;
  const free = await state.plans.plan({ ...choice, choices: unchosen });
  const ways = wayItems(current, [free.way, ...free.others], modelFiles.javascript.test(model.file)).map(
    ({ way, label, detail }): Item => ({
      icon: way === current.way ? 'check' : 'blank',
      label,
      description: describe(way === current.way, way === free.way),
      detail,
      act: { way },
    }),
  );
  const automatic: Item[] = choice.choices.run
    ? [{ icon: 'blank', label: 'Let GradLens decide', detail: 'Clears the choice made here.', act: 'automatic' }]
    : [];
  const values: Item[] =
    current.questions.length > 0
      ? [
          {
            icon: 'symbol-constant',
            label: 'Change open values…',
            description: current.questions.map(({ name }) => name).join(', '),
            act: 'values',
          },
        ]
      : [];
  const more: Item[] = [
    { label: 'choices', isSeparator: true, act: 'config' },
    { icon: 'database', label: 'Choose data…', act: 'data' },
    ...values,
    {
      icon: 'json',
      label: 'Open gradlens.json',
      description: 'arguments, environment, training, and everything else',
      act: 'config',
    },
  ];
  return [...ways, ...automatic, ...more];
}

function describe(isCurrent: boolean, isProposed: boolean): string {
  return [isCurrent && 'current', isProposed && 'proposed'].filter((word) => word !== false).join(' · ');
}

async function apply(deps: CommandDeps, target: ChosenModel, act: Act): Promise<void> {
  const { config } = deps.state;
  const { model, models } = target;
  if (act === 'automatic') await config.change(model, models, { run: undefined, entry: undefined });
  else if (act === 'data') await vscode.commands.executeCommand(commandIds.chooseData, model);
  else if (act === 'values') await vscode.commands.executeCommand(commandIds.changeValues, model);
  else if (act === 'config') await config.show(model, models);
  else if (act.way === 'other-file') await chooseEntry(deps, target);
  else await config.change(model, models, { run: act.way, entry: undefined });
}

async function chooseEntry({ state }: CommandDeps, target: ChosenModel): Promise<void> {
  const entry = await pickEntry(state, target);
  if (entry) await state.config.change(target.model, target.models, { run: 'other-file', entry });
}

/** Asks which file trains a model. @returns its path from the project's folder, as `gradlens.json` has it; null where the person gives up */
async function pickEntry({ plans }: EditorState, target: ChosenModel): Promise<string | null> {
  const { choice, model } = target;
  const { folder } = choice;
  const { entry: _, ...unchosen } = choice.choices;
  const { entry: found } = await plans.plan({ ...choice, choices: { ...unchosen, run: 'other-file' } });
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
