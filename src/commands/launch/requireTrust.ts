import * as vscode from 'vscode';
import { tell } from '../../platform/messages.js';

const MANAGE_TRUST = 'Manage Trust';

/** Whether workspace code may run; where it may not, the person is told why and how to change that. */
export async function requireTrust(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const choice = await tell(
    'warning',
    "Running a model runs this workspace's code. If you trust its authors, trust the workspace first.",
    MANAGE_TRUST,
  );
  if (choice === MANAGE_TRUST) await vscode.commands.executeCommand('workbench.trust.manage');
  return vscode.workspace.isTrusted;
}
