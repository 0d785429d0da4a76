import { expect, test } from 'vitest';
import { previewText } from '../../../src/commands/data/dataText.js';
import type { DataPreview } from '../../../src/datasets/preview/types.js';

const column = (name: string, role: 'input' | 'target', missing = 0) => ({
  name,
  role,
  missing,
  kind: role === 'input' ? ('number' as const) : ('text' as const),
  distinct: 2,
});

const table: DataPreview = {
  spec: { kind: 'table', path: 'shop/flowers.csv', target: ['kind'] },
  name: 'flowers.csv',
  rowCount: 4000,
  inputShape: null,
  columns: [column('length', 'input', 3), column('kind', 'target')],
  rows: [
    ['4.25', 'daisy'],
    ['10.5', 'a poppy of the northern kind, late in bloom'],
  ],
  classes: [
    { label: 'daisy', count: 1500 },
    { label: 'poppy', count: 500 },
  ],
  classesAreComplete: false,
  notes: ['"length" has no value in 3 rows.'],
};

test('A table is shown with its columns, the balance of its classes and its first rows, below one another', () => {
  expect(previewText(table).split('\n')).toEqual([
    'flowers.csv: 4,000 rows, 2 columns',
    '',
    '"length" has no value in 3 rows.',
    '',
    'Columns',
    '  name    type    used as  missing  distinct values',
    '  length  number  input          3                2',
    '  kind    text    target         0                2',
    '',
    'Classes of kind, counted in the first rows only',
    `  daisy  1,500  75%  ${'█'.repeat(20)}`,
    `  poppy    500  25%  ${'█'.repeat(7)}`,
    '',
    'First rows',
    '  length  kind',
    '    4.25  daisy',
    '    10.5  a poppy of the northern…',
    '',
  ]);
});

test('Pictures are shown with their shape and classes alone', () => {
  const images: DataPreview = {
    ...table,
    spec: { kind: 'images', path: 'shapes' },
    name: 'shapes',
    rowCount: 12,
    inputShape: [28, 28, 1],
    columns: null,
    rows: null,
    classes: [{ label: 'circle', count: 12 }],
    classesAreComplete: true,
    notes: [],
  };
  expect(previewText(images)).toBe(
    `shapes: 12 samples, each input 28 × 28 × 1\n\nClasses\n  circle  12  100%  ${'█'.repeat(20)}\n`,
  );
});
