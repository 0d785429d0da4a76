import { join } from 'node:path';
import * as vscode from 'vscode';
import { projectFolder } from '../editor/plans/modelPlans.js';
import { tell } from '../platform/messages.js';
import { modelFile } from '../protocol/runRequest.js';
import { fileName } from '../runs/export/fileName.js';
import type { Run, Runs } from '../runs/types.js';

const OPEN = 'Open';

/** Writes a picture of one of the dashboard's plots where the person says. */
export async function savePicture(run: Run, name: string, format: 'png' | 'svg', bytes: Uint8Array): Promise<void> {
  const file = await askFile(run, name, format);
  if (!file) return;
  await vscode.workspace.fs.writeFile(file, bytes);
  await saved(file);
}

/** Writes series of a run as a table where the person says. */
export async function saveSeries(runs: Runs, run: Run, name: string, series: readonly string[]): Promise<void> {
  const file = await askFile(run, name, 'csv');
  if (!file) return;
  await runs.exportRun(run, { kind: 'csv', file: file.fsPath, series });
  await saved(file);
}

function askFile({ id, request }: Run, name: string, extension: 'png' | 'svg' | 'csv') {
  const folder = projectFolder(modelFile(request));
  const defaultUri = vscode.Uri.file(join(folder, `${fileName(name)}-${id}.${extension}`));
  const kind = extension.toUpperCase();
  return vscode.window.showSaveDialog({ title: `Save as ${kind}`, defaultUri, filters: { [kind]: [extension] } });
}

async function saved(file: vscode.Uri): Promise<void> {
  const choice = await tell('information', `Saved ${file.fsPath}.`, OPEN);
  if (choice === OPEN) await vscode.commands.executeCommand('vscode.open', file);
}
