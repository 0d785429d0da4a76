import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { FixedText } from '../assistant/fixAnswer.js';
import { editedText } from '../diagnosis/source/editedText.js';
import { pick } from '../platform/quickPick.js';
import type { ReadOnlyTexts } from '../platform/readOnlyTexts.js';

/** A document with the fixes that are for it, and its text that they are made from. */
export interface FixedDocument extends FixedText {
  readonly document: vscode.TextDocument;
}

/**
 * Shows documents as they are beside how fixes would make them, below a list with what the person can do about it.
 * @returns whether the person wants the fixes
 */
export async function reviewed(
  changed: readonly FixedDocument[],
  rule: string,
  fixedTexts: ReadOnlyTexts,
  signal: AbortSignal,
): Promise<boolean> {
  const file = basename(changed[0]?.document.uri.fsPath ?? '');
  const title = `${file}: Proposed Fix of ${rule}`;
  const titles = [...new Set(changed.flatMap(({ fixes }) => fixes.map((fix) => fix.title)))];
  const canceled = new vscode.CancellationTokenSource();
  const cancel = () => canceled.cancel();
  signal.addEventListener('abort', cancel);
  try {
    await showDiff(changed, title, fixedTexts);
    const choice = await pick(
      [
        { icon: 'check', label: 'Apply', detail: titles.join(', '), isWanted: true },
        { icon: 'discard', label: 'Discard', isWanted: false },
      ],
      { title, placeHolder: 'An assistant proposes this edit; you can undo it', ignoreFocusOut: true },
      canceled.token,
    );
    signal.throwIfAborted();
    return choice?.isWanted ?? false;
  } finally {
    signal.removeEventListener('abort', cancel);
    canceled.dispose();
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ label }) => label === title);
    await vscode.window.tabGroups.close(tabs, true);
  }
}

async function showDiff(changed: readonly FixedDocument[], title: string, fixedTexts: ReadOnlyTexts): Promise<void> {
  const pairs = changed.map(({ document: { uri, languageId }, text, fixes }, index) => {
    // By another ending the editor would take the code of a notebook's cell for the notebook.
    const name = `${index}${uri.path}${languageId === 'python' ? '.py' : ''}`;
    return [uri, uri, fixedTexts.add(name, editedText(text, fixes).text)] as const;
  });
  const [first] = pairs;
  if (pairs.length > 1) await vscode.commands.executeCommand('vscode.changes', title, pairs);
  else if (first) await vscode.commands.executeCommand('vscode.diff', first[1], first[2], title, { preview: true });
}
