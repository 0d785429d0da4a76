import { cp, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { projectFolder } from '../editor/plans/modelPlans.js';
import { messageOf } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import { tell, tellModal } from '../platform/messages.js';
import { pick } from '../platform/quickPick.js';
import { MODEL_FILE } from '../protocol/runFile.js';
import { modelFile } from '../protocol/runRequest.js';
import type { Run } from '../runs/types.js';
import { replaceFiles } from '../system/replaceFiles.js';
import type { Command, CommandDeps } from './deps.js';
import { modelTarget } from './modelTarget.js';
import { namedRun } from './runs/chosenRuns.js';
import { runItems } from './runs/runList.js';

const REPLACE = 'Replace';
const OPEN_FOLDER = 'Open Folder';

/** Copies the trained model that a run keeps to where the person wants it: the named run's, else of the model at the cursor, else the one picked. */
export function saveModel(deps: CommandDeps): Command {
  return async (argument) => {
    const run = await chosenRun(deps, argument);
    if (!run?.keptModel) return;
    const folder = await chosenFolder(run);
    if (!folder) return;
    await copyModel(run.keptModel, folder);
    const choice = await tell('information', `Saved the trained model to ${folder}.`, OPEN_FOLDER);
    if (choice === OPEN_FOLDER) await openFolder(folder);
  };
}

/** @throws {HumanError} where no run keeps a model */
async function chosenRun({ state }: CommandDeps, argument: unknown): Promise<Run | undefined> {
  const { runs, models, modelRuns } = state;
  const named = namedRun(state, argument);
  if (named) return named;
  const target = await modelTarget(models, argument);
  const own = target && modelRuns.of(target.model, target.document)?.run;
  if (own?.keptModel) return own;
  const kept = runs.all.filter(({ keptModel }) => keptModel !== null);
  if (kept.length === 0) {
    throw new HumanError(
      'No run has a trained model to save. GradLens keeps only the models that it trains itself; a file that trains its own model has to save it.',
    );
  }
  const title = "Which run's trained model should be saved?";
  return (await pick(runItems(kept), { title }))?.run;
}

async function chosenFolder({ request }: Run): Promise<string | null> {
  const start = projectFolder(modelFile(request));
  const [picked] =
    (await vscode.window.showOpenDialog({
      title: 'Folder for model.json and weights.bin',
      openLabel: 'Save Here',
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.file(start),
    })) ?? [];
  if (!picked) return null;
  const folder = picked.fsPath;
  const there: string[] = await readdir(folder).catch(() => []);
  if (!there.includes(MODEL_FILE)) return folder;
  const message = `${folder} already contains a model.json. Replace it?`;
  return (await tellModal('warning', { message }, REPLACE)) === REPLACE ? folder : null;
}

/** @throws {HumanError} where the folder cannot be written */
async function copyModel(from: string, to: string): Promise<void> {
  try {
    await replaceFiles(to, MODEL_FILE, (folder) => cp(from, folder, { recursive: true }));
  } catch (error) {
    throw new HumanError(`The model could not be saved: ${messageOf(error)}`);
  }
}

/** In the explorer where the workspace has the folder, else in the system's own. */
async function openFolder(folder: string): Promise<void> {
  const file = vscode.Uri.file(join(folder, MODEL_FILE));
  const inside = vscode.workspace.getWorkspaceFolder(file);
  if (inside) await vscode.commands.executeCommand('revealInExplorer', file);
  else await vscode.env.openExternal(vscode.Uri.file(dirname(file.fsPath)));
}
