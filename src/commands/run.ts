import { basename } from 'node:path';
import * as vscode from 'vscode';
import { isActive } from '../editor/models/modelRuns.js';
import { HumanError } from '../errors/humanError.js';
import { tell } from '../platform/messages.js';
import type { Command, CommandDeps } from './deps.js';
import { offerTfjsNode } from './installTfjsNode.js';
import { settleRun } from './launch/settleRun.js';
import { chosenModel, type ModelTarget, requireModelTarget } from './modelTarget.js';

/** What a run may read: code and its data. Other unsaved work is left alone. */
const SAVED_LANGUAGES = new Set([
  'javascript',
  'typescript',
  'javascriptreact',
  'typescriptreact',
  'html',
  'vue',
  'svelte',
  'python',
  'json',
  'jsonc',
  'csv',
  'tsv',
]);

const MANAGE_TRUST = 'Manage Trust';

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

/**
 * Saves the document and the unsaved code and data beside it in its workspace folder, so that what runs is what is on screen.
 * @throws {HumanError} where a file could not be saved
 */
async function saveBeforeRun(document: vscode.TextDocument): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const isConcerned = (uri: vscode.Uri): boolean =>
    uri.fsPath === document.uri.fsPath || (folder !== undefined && vscode.workspace.getWorkspaceFolder(uri) === folder);
  for (const notebook of vscode.workspace.notebookDocuments) {
    if (!notebook.isDirty || notebook.uri.scheme !== 'file' || !isConcerned(notebook.uri)) continue;
    await saveOrExplain(notebook);
  }
  for (const each of vscode.workspace.textDocuments) {
    if (!each.isDirty || each.uri.scheme !== 'file' || !SAVED_LANGUAGES.has(each.languageId)) continue;
    if (isConcerned(each.uri)) await saveOrExplain(each);
  }
}

async function saveOrExplain(document: vscode.TextDocument | vscode.NotebookDocument): Promise<void> {
  if (await save(document)) return;
  throw new HumanError(`${basename(document.uri.fsPath)} could not be saved, so nothing ran. Save it, then run again.`);
}

async function save(document: vscode.TextDocument | vscode.NotebookDocument): Promise<boolean> {
  try {
    return await document.save();
  } catch {
    return false;
  }
}

/** Whether workspace code may run; where it may not, the person is told why and how to change that. */
async function requireTrust(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const choice = await tell(
    'warning',
    "Running a model runs this workspace's code. If you trust its authors, trust the workspace first.",
    MANAGE_TRUST,
  );
  if (choice === MANAGE_TRUST) await vscode.commands.executeCommand('workbench.trust.manage');
  return vscode.workspace.isTrusted;
}
