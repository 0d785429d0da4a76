import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { projectFolder } from '../../editor/plans/modelPlans.js';
import { tell, withProgress } from '../../platform/messages.js';
import { pick } from '../../platform/quickPick.js';
import { modelFile } from '../../protocol/runRequest.js';
import type { ExportTarget } from '../../runs/export/exportTarget.js';
import { fileName } from '../../runs/export/fileName.js';
import { runLabel } from '../../runs/runLabel.js';
import type { Run } from '../../runs/types.js';
import type { Command, CommandDeps } from '../deps.js';
import { chosenRuns } from './chosenRuns.js';
import { pickRun } from './runList.js';

const KINDS: readonly { readonly kind: ExportTarget['kind']; readonly label: string; readonly description: string }[] =
  [
    { kind: 'folder', label: 'Report', description: 'a folder with a page that opens anywhere, JSON, and Arrow files' },
    {
      kind: 'csv',
      label: 'CSV',
      description: 'loss, metrics, and gradient norms of every batch, and validation after each epoch',
    },
    { kind: 'tensorboard', label: 'TensorBoard', description: 'event files of every batch and epoch' },
  ];

const PICKED = { title: 'Export a run', placeHolder: 'Select a run' };

const OPEN = 'Open';

/** Writes a run for other programs, where the person says: the one that it is called on, that is selected in the list, or else that is picked. */
export function exportRun(deps: CommandDeps): Command {
  const { runs, notebooks } = deps.state;
  return async (argument) => {
    const [chosen] = chosenRuns(deps, argument);
    const run = argument === undefined && !chosen ? await pickRun(runs, PICKED) : chosen;
    if (!run) return;
    const choice = await pick(KINDS, { title: `Export the run of ${runLabel(run).model}` });
    const target = choice && (await askTarget(run, choice.kind));
    if (!target) return;
    const location = vscode.ProgressLocation.Notification;
    const path = await withProgress({ location, title: 'Exporting the run…' }, async () => {
      await notebooks.locate(run, modelFile(run.request), { line: 1, column: 1 });
      return runs.exportRun(run, target, (place) => notebooks.textOf(run, place));
    });
    if ((await tell('information', `Exported the run to ${path}.`, OPEN)) === OPEN) await open(target, path);
  };
}

async function askTarget(run: Run, kind: ExportTarget['kind']): Promise<ExportTarget | null> {
  const start = projectFolder(modelFile(run.request));
  if (kind === 'csv') {
    const defaultUri = vscode.Uri.file(join(start, `${nameOf(run)}.csv`));
    const file = await vscode.window.showSaveDialog({ title: 'Export as CSV', defaultUri, filters: { CSV: ['csv'] } });
    return file ? { kind, file: file.fsPath, series: null } : null;
  }
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: kind === 'folder' ? 'Folder for the report, which gets a folder of its own' : 'Folder of TensorBoard logs',
      openLabel: 'Export Here',
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.file(start),
    })) ?? [];
  if (!folder) return null;
  return { kind, folder: kind === 'folder' ? join(folder.fsPath, nameOf(run)) : folder.fsPath };
}

const nameOf = ({ id, marks, request }: Run): string => `${fileName(marks.name ?? request.model?.name ?? '')}-${id}`;

async function open(target: ExportTarget, path: string): Promise<void> {
  if (target.kind === 'csv') await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path));
  else if (target.kind === 'folder') await vscode.env.openExternal(vscode.Uri.file(join(path, 'report.html')));
  else await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(dirname(path)));
}
