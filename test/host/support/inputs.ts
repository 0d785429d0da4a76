import * as vscode from 'vscode';

interface Answers {
  /** What is typed into one box after the other. */
  readonly typed?: readonly string[];
  /** A part of the label of the entry that is taken from each list, or from one list after the other. */
  readonly picked?: string | readonly string[];
  /** The folder that is named where one is opened. */
  readonly opened?: string;
  /** The file that is named where something is saved. */
  readonly saved?: string;
}

/** Answers what the editor asks, in place of a person. */
export function answerInputs({ typed = [], picked = '', opened, saved }: Answers) {
  const { window } = vscode;
  const { showInputBox, showQuickPick, showOpenDialog, showSaveDialog } = window;
  const left = [...typed];
  const picks = [picked].flat();
  const nextPick = (): string => (picks.length > 1 ? picks.shift() : picks[0]) ?? '';
  Object.assign(window, {
    showInputBox: async () => left.shift(),
    showQuickPick: async (items: Thenable<readonly vscode.QuickPickItem[]>) => {
      const wanted = nextPick();
      return (await items).find(({ label }) => label.includes(wanted));
    },
    showOpenDialog: async () => (opened === undefined ? undefined : [vscode.Uri.file(opened)]),
    showSaveDialog: async () => (saved === undefined ? undefined : vscode.Uri.file(saved)),
  });
  return { restore: () => Object.assign(window, { showInputBox, showQuickPick, showOpenDialog, showSaveDialog }) };
}
