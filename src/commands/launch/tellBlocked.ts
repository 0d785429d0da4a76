import * as vscode from 'vscode';
import { revealPlace } from '../../editor/notebooks/revealPlace.js';
import { GO_TO_LINE } from '../../editor/problems/runMessages.js';
import { commandIds } from '../../platform/commandIds.js';
import { tell } from '../../platform/messages.js';
import type { LaunchPlan } from '../../protocol/launch.js';
import type { CommandDeps } from '../deps.js';
import type { LaunchTarget } from './launchTarget.js';

const CHOOSE_HOW = 'Choose How to Run';

/** Says why a model cannot be run, with a way to the place. */
export async function tellBlocked(
  { state, log }: CommandDeps,
  { model }: LaunchTarget,
  { blocked, others }: LaunchPlan,
): Promise<void> {
  if (!blocked) return;
  const { message, location } = blocked;
  log.info(`${model.file}:${location?.line ?? model.line}: ${message}`);
  const buttons = [...(location ? [GO_TO_LINE] : []), ...(others.length > 0 ? [CHOOSE_HOW] : [])];
  const choice = await tell('error', message, ...buttons);
  if (choice === GO_TO_LINE && location) await revealPlace(state, null, location, log);
  if (choice === CHOOSE_HOW) await vscode.commands.executeCommand(commandIds.chooseHowToRun, model);
}
