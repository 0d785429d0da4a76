import * as vscode from 'vscode';
import { isActive } from '../editor/models/modelRuns.js';
import { didFirstStep } from '../platform/firstSteps.js';
import type { Command, CommandDeps } from './deps.js';
import { offerTfjsNode } from './installTfjsNode.js';
import { requireTrust } from './launch/requireTrust.js';
import { startRun } from './launch/startRun.js';
import { type ModelTarget, requireModelTarget } from './modelTarget.js';

/** Trains a model in a process of its own, as its plan and the person's choices have it, and shows the dashboard without taking the focus. */
export function run(deps: CommandDeps): Command {
  const { modelRuns, launches } = deps.state;
  return async (argument) => {
    if (!(await requireTrust())) return;
    const target = await requireModelTarget(deps.state, argument);
    const found = modelRuns.of(target.model, target.document);
    if (found && isActive(found.run)) deps.dashboard.show(found.run);
    else await launches.once(target.model, () => launch(deps, target));
  };
}

async function launch(deps: CommandDeps, target: ModelTarget): Promise<void> {
  const started = await startRun(deps, target);
  if (!started) return;
  const { request } = started;
  didFirstStep('run');
  if (request.build || request.file !== target.model.file) didFirstStep('ways');
  if (request.build) await showSource(target.document);
  deps.dashboard.show(started);
  void offerTfjsNode(deps, request.backend);
}

/** Brings back the file that trains where the person has looked at its statements or its data meanwhile: gradients are shown in it. */
async function showSource(document: vscode.TextDocument): Promise<void> {
  const shown = vscode.window.activeTextEditor?.document;
  if (shown?.uri.scheme.startsWith('gradlens-')) await vscode.window.showTextDocument(document);
}
