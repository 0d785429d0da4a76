import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { refusal } from '../../config/configFile.js';

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
