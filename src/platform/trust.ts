import * as vscode from 'vscode';

const MANAGE_TRUST = 'Manage Trust';

/** Whether workspace code may run; where it may not, the person is told why and how to change that. */
export async function requireTrust(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const choice = await vscode.window.showWarningMessage(
    'Running a model runs the code of this workspace, and you have not trusted this workspace yet.',
    MANAGE_TRUST,
  );
  if (choice === MANAGE_TRUST) await vscode.commands.executeCommand('workbench.trust.manage');
  return vscode.workspace.isTrusted;
}
