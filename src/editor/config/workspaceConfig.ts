import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { changeConfig, configPlace } from '../../config/changeConfig.js';
import { choicesHash } from '../../config/choicesHash.js';
import { refusal } from '../../config/configFile.js';
import { configKey } from '../../config/configKey.js';
import { parseConfig } from '../../config/parseConfig.js';
import { type Disposable, DisposableStore } from '../../lifecycle/disposables.js';
import { Emitter } from '../../lifecycle/emitter.js';
import { type Alert, NO_ALERTS } from '../../protocol/alert.js';
import { CONFIG_PATH, type GradLensConfig, type ModelChoices } from '../../protocol/config.js';
import type { RunChoices } from '../../protocol/runFile.js';
import type { SourceModel } from '../../protocol/source.js';
import { LatestReads } from './latestReads.js';

/** What a person has chosen for the models of the workspace: each folder's `.vscode/gradlens.json`. */
export class WorkspaceConfig implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new Emitter<void>());
  readonly onDidChange = this.changed.event;
  /** By the folders' URIs. */
  private readonly configs = new LatestReads<GradLensConfig>();

  constructor(private readonly log: (line: string) => void) {
    const watcher = this.store.add(vscode.workspace.createFileSystemWatcher(`**/${CONFIG_PATH}`));
    const forget = () => this.readAgain();
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) this.store.add(event(forget));
    this.store.add(vscode.workspace.onDidChangeWorkspaceFolders(forget));
    this.readAll();
  }

  /** Choices for a model; none where its file belongs to no folder of the workspace. @param models all of its file */
  async choices(model: SourceModel, models: readonly SourceModel[]): Promise<ModelChoices> {
    const folder = folderOf(model);
    if (!folder) return {};
    return (await this.configOf(folder)).models?.[configKey(folder.uri.fsPath, model, models)] ?? {};
  }

  /** What tells later whether a model's choices were edited; null where its file belongs to no folder of the workspace. */
  async runChoices(model: SourceModel, models: readonly SourceModel[]): Promise<RunChoices | null> {
    const folder = folderOf(model);
    if (!folder) return null;
    const key = configKey(folder.uri.fsPath, model, models);
    return { key, hash: choicesHash((await this.configOf(folder)).models?.[key]) };
  }

  /** The `gradlens.json` in which a model's choices are no longer those of a run; null where they are. @param file that defines it */
  async edited(file: string, { key, hash }: RunChoices): Promise<string | null> {
    const folder = folderOf({ file });
    if (!folder) return null;
    const now = choicesHash((await this.configOf(folder)).models?.[key]);
    return now === hash ? null : configUri(folder).fsPath;
  }

  /** Alerts on trainings of a file's models, as they were read last: the same list while they are. */
  alertsOf(file: string): readonly Alert[] {
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file));
    return (folder && this.configs.known(folder.uri.toString())?.alerts) ?? NO_ALERTS;
  }

  private configOf(folder: vscode.WorkspaceFolder): Promise<GradLensConfig> {
    return this.configs.get(folder.uri.toString(), () => readConfig(folder, this.log));
  }

  private readAgain(): void {
    this.configs.forget();
    this.readAll();
    this.changed.fire();
  }

  private readAll(): void {
    for (const folder of vscode.workspace.workspaceFolders ?? []) void this.configOf(folder);
  }

  /** Merges choices into the folder's file and saves it; `undefined` takes one back. */
  async change(model: SourceModel, models: readonly SourceModel[], changes: Partial<ModelChoices>): Promise<void> {
    const folder = folderOf(model);
    if (!folder) return;
    const uri = configUri(folder);
    const text = await readText(uri);
    const changed = changeConfig(text ?? '', configKey(folder.uri.fsPath, model, models), changes);
    const unsaved = unsavedDocument(uri);
    if (unsaved) await replaceText(unsaved, changed);
    else await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(changed));
    this.readAgain();
  }

  /** Opens the folder's file at the model's entry, which is made where there is none. */
  async show(model: SourceModel, models: readonly SourceModel[]): Promise<void> {
    const folder = folderOf(model);
    if (!folder) return;
    await this.change(model, models, {});
    const document = await vscode.workspace.openTextDocument(configUri(folder));
    const place = configPlace(document.getText(), configKey(folder.uri.fsPath, model, models));
    const position = document.positionAt(place ?? 0);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
  }

  dispose(): void {
    this.store.dispose();
  }
}

const configUri = (folder: vscode.WorkspaceFolder): vscode.Uri => vscode.Uri.joinPath(folder.uri, CONFIG_PATH);

const folderOf = ({ file }: Pick<SourceModel, 'file'>) => vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file));

/** Says which file is used, or why it is not. */
async function readConfig(folder: vscode.WorkspaceFolder, log: (line: string) => void): Promise<GradLensConfig> {
  const uri = configUri(folder);
  const refused = await configRefusal(uri);
  if (refused !== null) {
    log(refused);
    return {};
  }
  const text = await readText(uri);
  if (text === null) return {};
  log(`Reading the choices for models from ${uri.fsPath}`);
  return parseConfig(text).config;
}

/** The document that a person has changed and not saved. One without changes is left alone: it follows its file. */
const unsavedDocument = (uri: vscode.Uri): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find((each) => each.isDirty && each.uri.toString() === uri.toString());

/** The text as an editor shows it, else as it is on disk; null where there is none. */
async function readText(uri: vscode.Uri): Promise<string | null> {
  const unsaved = unsavedDocument(uri);
  if (unsaved) return unsaved.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, whole, text);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

/** Why a `gradlens.json` is not read; null where it may be, and where there is none. In containers a trusted workspace often has another owner. */
export async function configRefusal(uri: vscode.Uri): Promise<string | null> {
  try {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    const trusted = folder && vscode.workspace.isTrusted ? [(await stat(folder.uri.fsPath)).uid] : [];
    return await refusal(uri.fsPath, trusted);
  } catch {
    return null;
  }
}
