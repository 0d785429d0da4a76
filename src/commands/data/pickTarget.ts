import * as vscode from 'vscode';
import type { DataPreview, PreviewColumn } from '../../datasets/preview/types.js';

type Item = vscode.QuickPickItem & { readonly column: string };

const EXAMPLES = 4;

/** Asks which columns of a table the model is to predict, beginning with the likely one. @returns null where the person gives up */
export async function pickTarget({ name, columns, rows }: DataPreview): Promise<[string, ...string[]] | null> {
  for (;;) {
    const items = (columns ?? []).map((column, index) => item(column, examples(rows, index)));
    const picked = await vscode.window.showQuickPick(items, {
      title: `${name}: what is the model to predict?`,
      placeHolder: 'Tick the target column, or several',
      canPickMany: true,
      ignoreFocusOut: true,
      matchOnDescription: true,
    });
    if (!picked) return null;
    const [first, ...more] = picked.map(({ column }) => column);
    if (first !== undefined) return [first, ...more];
    await vscode.window.showWarningMessage('At least one column has to be predicted.', { modal: true });
  }
}

function item({ name, kind, role, distinct, missing }: PreviewColumn, shown: string): Item {
  const lacking = missing > 0 ? ` · ${missing} missing` : '';
  return {
    label: name,
    description: `${kind} · ${distinct} different${lacking}`,
    detail: shown,
    picked: role === 'target',
    column: name,
  };
}

function examples(rows: DataPreview['rows'], column: number): string {
  const values = new Set((rows ?? []).map((row) => row[column] ?? '').filter((cell) => cell !== ''));
  return `such as ${[...values].slice(0, EXAMPLES).join(', ')}`;
}
