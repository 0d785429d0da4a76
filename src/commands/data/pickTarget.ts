import type { DataPreview, PreviewColumn } from '../../datasets/preview/types.js';
import { tellModal } from '../../platform/messages.js';
import { type PickItem, pickMany } from '../../platform/pick.js';

type Item = PickItem & { readonly column: string };

const EXAMPLES = 4;

/** Asks which columns of a table the model is to predict, beginning with the likely one. @returns null where the person gives up */
export async function pickTarget({ name, columns, rows }: DataPreview): Promise<[string, ...string[]] | null> {
  for (;;) {
    const items = (columns ?? []).map((column, index) => item(column, examples(rows, index)));
    const picked = await pickMany(items, {
      title: `${name}: what should the model predict?`,
      placeHolder: 'Select one or more target columns',
      ignoreFocusOut: true,
      matchOnDescription: true,
    });
    if (!picked) return null;
    const [first, ...more] = picked.map(({ column }) => column);
    if (first !== undefined) return [first, ...more];
    await tellModal('warning', { message: 'Select at least one target column.' });
  }
}

function item({ name, kind, role, distinct, missing }: PreviewColumn, shown: string): Item {
  const lacking = missing > 0 ? ` · ${missing} missing` : '';
  return {
    label: name,
    description: `${kind} · ${distinct} distinct${lacking}`,
    detail: shown,
    picked: role === 'target',
    column: name,
  };
}

function examples(rows: DataPreview['rows'], column: number): string {
  const values = new Set((rows ?? []).map((row) => row[column] ?? '').filter((cell) => cell !== ''));
  return `such as ${[...values].slice(0, EXAMPLES).join(', ')}`;
}
