import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { isActive } from '../editor/models/modelRuns.js';
import { requireTrust } from '../platform/trust.js';
import { PLAIN_RUN } from '../runs/plainRun.js';
import type { Command, CommandDeps } from './deps.js';
import { type ModelTarget, requireModelTarget } from './modelTarget.js';
import { offerTfjsNode } from './offerTfjsNode.js';
import { saveBeforeRun } from './saveBeforeRun.js';

/** Trains a model: runs its file in a process of its own, and shows the dashboard without taking the focus. */
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

async function launch(deps: CommandDeps, target: ModelTarget): Promise<void> {
  const { runs, models, backends } = deps.state;
  await saveBeforeRun(target.document);
  const { document, model } = await requireModelTarget(models, target.model);
  const file = document.uri.fsPath;
  const started = await runs.start({
    ...PLAIN_RUN,
    file,
    cwd: vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath ?? dirname(file),
    model: { file, name: model.name, line: model.line },
    only: null,
    epochs: null,
    backend: await backends.resolve(file),
  });
  deps.dashboard.show(started);
  void offerTfjsNode(deps, started.request.backend);
}
