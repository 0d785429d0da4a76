import * as vscode from 'vscode';

interface Answers {
  /** What is typed into one box after the other. */
  readonly typed?: readonly string[];
  /** A part of the label of the entry that is taken from each list. */
  readonly picked?: string;
  /** The file that is named where something is saved. */
  readonly saved?: string;
}

/** Answers what the editor asks, in place of a person. */
export function answerInputs({ typed = [], picked = '', saved }: Answers) {
  const { window } = vscode;
  const { showInputBox, showQuickPick, showSaveDialog } = window;
  const left = [...typed];
  Object.assign(window, {
    showInputBox: async () => left.shift(),
    showQuickPick: async (items: Thenable<readonly vscode.QuickPickItem[]>) =>
      (await items).find(({ label }) => label.includes(picked)),
    showSaveDialog: async () => (saved === undefined ? undefined : vscode.Uri.file(saved)),
  });
  return { restore: () => Object.assign(window, { showInputBox, showQuickPick, showSaveDialog }) };
}
