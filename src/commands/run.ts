import * as vscode from 'vscode';
import { isActive } from '../editor/models/modelRuns.js';
import type { Command, CommandDeps } from './deps.js';
import { offerTfjsNode } from './installTfjsNode.js';
import { requireTrust } from './launch/requireTrust.js';
import { saveBeforeRun } from './launch/saveBeforeRun.js';
import { settleRun } from './launch/settleRun.js';
import { chosenModel, type ModelTarget, requireModelTarget } from './modelTarget.js';

/** Trains a model in a process of its own, as its plan and the person's choices have it, and shows the dashboard without taking the focus. */
export function run(deps: CommandDeps): Command {
  const { models, modelRuns, launches } = deps.state;
  return async (argument) => {
    if (!(await requireTrust())) return;
    const target = await requireModelTarget(models, argument);
    const found = modelRuns.of(target.model, target.document);
    if (found && isActive(found.run)) deps.dashboard.show(found.run);
    else await launches.once(target.model, () => launch(deps, target));
  };
}

async function launch(deps: CommandDeps, { document, model: asked }: ModelTarget): Promise<void> {
  const { runs, backends } = deps.state;
  await saveBeforeRun(document);
  const request = await settleRun(deps, await chosenModel(deps.state, asked));
  if (!request) return;
  const backend = await backends.resolve(request.model?.file ?? request.file);
  const started = await runs.start({ ...request, backend, seed: deps.settings.seed.value });
  if (request.build) await showSource(document);
  deps.dashboard.show(started);
  void offerTfjsNode(deps, started.request.backend);
}

/** Brings back the file that trains where the person has looked at its statements or its data meanwhile: gradients are shown in it. */
async function showSource(document: vscode.TextDocument): Promise<void> {
  const shown = vscode.window.activeTextEditor?.document;
  if (shown?.uri.scheme.startsWith('gradlens-')) await vscode.window.showTextDocument(document);
}
