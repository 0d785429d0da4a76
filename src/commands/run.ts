import * as vscode from 'vscode';
import { isActive } from '../editor/models/modelRuns.js';
import { requireTrust } from '../platform/trust.js';
import { PLAIN_RUN } from '../runs/plainRun.js';
import { modelSizes } from '../source/size/sourceSize.js';
import type { Command, CommandDeps } from './deps.js';
import { launchTarget } from './launch/launchTarget.js';
import { prepareLaunch } from './launch/prepareLaunch.js';
import { type ModelTarget, requireModelTarget } from './modelTarget.js';
import { offerTfjsNode } from './offerTfjsNode.js';
import { saveBeforeRun } from './saveBeforeRun.js';

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
  const target = await launchTarget(deps, asked);
  const request = await prepareLaunch(deps, target);
  if (!request) return;
  const { model, folder } = target;
  const started = await runs.start({
    ...PLAIN_RUN,
    ...request,
    cwd: request.cwd ?? folder,
    model: { file: model.file, name: model.name, line: model.line },
    sizes: modelSizes([model], target.document.getText(), request.build?.fit.batchSize),
    only: null,
    epochs: null,
    backend: await backends.resolve(model.file),
  });
  if (request.build) await showSource(document);
  deps.dashboard.show(started);
  void offerTfjsNode(deps, started.request.backend);
}

/** Brings back the file that trains where the person has looked at its statements or its data meanwhile: gradients are shown in it. */
async function showSource(document: vscode.TextDocument): Promise<void> {
  const shown = vscode.window.activeTextEditor?.document;
  if (shown?.uri.scheme.startsWith('gradlens-')) await vscode.window.showTextDocument(document);
}
