import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { DepthLessons } from '../../../src/depth/depthLessons.js';
import type { EditorState } from '../../../src/editor/editorState.js';
import type { Tries } from '../../../src/trials/tries.js';

const POLL = 50;
/** Milliseconds: on a machine that is kept busy, training waits, as it has less priority than all else. */
const PATIENCE = 120_000;

/** What the extension has built, live: tests read runs from it and press the same buttons as a person. */
export async function editorState(): Promise<EditorState> {
  await vscode.extensions.getExtension('gradlens.gradlens')?.activate();
  const state = await vscode.commands.executeCommand<EditorState | undefined>('gradlens.internals');
  assert.ok(state, 'the extension gives its internals to tests');
  return state;
}

/** What the window tries. */
export async function triesOfWindow(): Promise<Tries> {
  const { tries } = (await editorState()) as EditorState & { readonly tries: Tries };
  return tries;
}

/** The lessons of the window. */
export async function lessonsOfWindow(): Promise<DepthLessons> {
  const { depth } = (await editorState()) as EditorState & { readonly depth: DepthLessons };
  return depth;
}

/** Writes a file into a new folder of the workspace. */
export function writeSource(name: string, text: string): string {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(workspace, 'a workspace is open');
  const folder = join(workspace.uri.fsPath, `host-${randomUUID().slice(0, 8)}`);
  mkdirSync(folder);
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Opens a file in an editor. */
export async function openFile(file: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(file);
  return vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
}

/** Waits until `read` gives something truthy, and returns it. */
export async function until<T>(
  what: string,
  read: () => T | Promise<T>,
): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const value = await read();
    if (value) return value as Exclude<T, false | null | undefined>;
    assert.ok(Date.now() < end, `never happened: ${what}`);
    await sleep(POLL);
  }
}

interface Lens {
  readonly line: number;
  readonly title: string;
  readonly command: vscode.Command;
}

/** The code lenses of a document as a window shows them. */
export async function lensesOf(document: vscode.TextDocument): Promise<Lens[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return lenses.flatMap(({ range, command }) =>
    command ? [{ line: range.start.line, title: command.title, command }] : [],
  );
}

/** What the last lens of a document's first model says: how its run stands. */
export async function statusLens(document: vscode.TextDocument): Promise<string> {
  return (await lensesOf(document))[2]?.title ?? '';
}

/** Clicks the first lens whose title contains `title`. */
export async function clickLens(document: vscode.TextDocument, title: string): Promise<void> {
  const lens = (await lensesOf(document)).find((each) => each.title.includes(title));
  assert.ok(lens, `there is a lens ${title}`);
  await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
}

/** The text of the hovers at a line, from 0. */
export async function hoverAt(document: vscode.TextDocument, line: number): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    new vscode.Position(line, 10),
  );
  return hovers
    .flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value)))
    .join('\n');
}

/** The errors and warnings that GradLens shows in a file; its notes are information. */
export function problemsOf(file: string): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(vscode.Uri.file(file))
    .filter(({ source, severity }) => source === 'GradLens' && severity <= vscode.DiagnosticSeverity.Warning);
}

/** Changes a setting for the workspace; returns what puts it back. */
export async function changeSetting(key: string, value: unknown): Promise<() => Promise<void>> {
  const section = vscode.workspace.getConfiguration('gradlens');
  await section.update(key, value, vscode.ConfigurationTarget.Workspace);
  return async () => section.update(key, undefined, vscode.ConfigurationTarget.Workspace);
}
