import * as vscode from 'vscode';
import { commandIds } from '../platform/commandIds.js';
import { tell } from '../platform/messages.js';
import type { DataSpec } from '../protocol/data.js';
import { pickData } from './data/pickData.js';
import type { Command, CommandDeps } from './deps.js';
import { type ChosenModel, chosenModel } from './modelTarget.js';

const RUN = 'Run';

/** Asks what a model is to be trained on from now on. A way to run that trains on the file's own data is taken back with it. */
export function chooseData(deps: CommandDeps): Command {
  return async (argument) => {
    const target = await chosenModel(deps.state, argument);
    const { model } = target;
    const data = await pickAndKeepData(deps, target);
    if (data === null) return;
    const message =
      data === 'own' ? `${model.name} now trains on its own data.` : `${model.name} now trains on this data.`;
    const answer = await tell('information', message, RUN);
    if (answer === RUN) await vscode.commands.executeCommand(commandIds.run, model);
  };
}

/** Asks for data as `chooseData` does, and says nothing of it. @returns null where the person gives up */
export async function pickAndKeepData(deps: CommandDeps, target: ChosenModel): Promise<DataSpec | 'own' | null> {
  const { model, models, choice } = target;
  const { choices } = choice;
  const { config } = deps.state;
  const canTakeBack = choices.data !== undefined;
  const data = await pickData(deps, target, { canShowStatements: false, canTakeBack });
  if (data === null) return null;
  const ownWay = data !== 'own' && (choices.run === 'file' || choices.run === 'other-file');
  if (data === 'own') await config.change(model, models, { data: undefined });
  else await deps.picked.keep(target, data);
  if (ownWay) await config.change(model, models, { run: undefined, entry: undefined });
  return data;
}
