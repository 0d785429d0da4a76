import { cp, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import { pick } from '../platform/quickPick.js';
import type { Command, CommandDeps } from './deps.js';

const NAME = 'gradlens-examples';
/** What a window shows that opens on a copy. */
const FIRST = 'xor.js';
/** Remembers which copy a window is being opened on. */
const OPENING = 'gradlens.examplesOpening';

/** Copies the examples of the package to where the person wants them and opens the copy: in this window where it has no folder. */
export function openExamples({ examples, memory }: CommandDeps): Command {
  return async () => {
    const parent = await pickParent();
    if (parent === null) return;
    const copy = await copyExamples(examples, parent);
    await memory.update(OPENING, copy);
    const isFree = (vscode.workspace.workspaceFolders ?? []).length === 0;
    await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(copy), { forceNewWindow: !isFree });
  };
}

/** Shows the first example in the window that was opened on a copy. */
export async function showFirstExample(memory: vscode.Memento): Promise<void> {
  const copy = memory.get<string>(OPENING);
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (copy === undefined || folder?.uri.fsPath !== vscode.Uri.file(copy).fsPath) return;
  await memory.update(OPENING, undefined);
  // A tab to stay: the walkthrough, which comes back in the new window, would take the place of a preview.
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, FIRST), { preview: false });
}

/** Where the copy goes; null where the person gives up. */
async function pickParent(): Promise<string | null> {
  const picked = await pick(
    [
      { icon: 'folder', label: 'In a folder of your choice…', detail: `Makes the folder ${NAME} there.`, ask: true },
      { icon: 'history', label: 'In a temporary folder', detail: 'Your system may delete it some day.', ask: false },
    ],
    { title: 'Open Examples', placeHolder: 'Where should the copy of the examples be?' },
  );
  if (!picked) return null;
  if (!picked.ask) return tmpdir();
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: 'Folder for the copy of the examples',
      openLabel: 'Copy Here',
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return chosen?.fsPath ?? null;
}

/**
 * Copies into a folder that is made for it, so that nothing is overwritten.
 * @returns the copy's folder. @throws {HumanError} where nothing can be written there
 */
async function copyExamples(examples: string, parent: string): Promise<string> {
  try {
    const copy = await newFolder(parent);
    await cp(examples, copy, {
      recursive: true,
      force: false,
      filter: (source) => !/[\\/](node_modules|\.vscode)$/.test(source),
    });
    return copy;
  } catch (error) {
    throw new HumanError(`The examples cannot be copied to ${parent}: ${messageOf(error)}. Choose another folder.`);
  }
}

/** Makes `gradlens-examples`, else with the first number that is free. */
async function newFolder(parent: string, number = 1): Promise<string> {
  const folder = join(parent, number === 1 ? NAME : `${NAME}-${number}`);
  try {
    await mkdir(folder);
    return folder;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return newFolder(parent, number + 1);
  }
}
