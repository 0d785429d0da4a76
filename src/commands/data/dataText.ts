import type { ListedDataset } from '../../datasets/listDatasets.js';
import type { DataPreview, PreviewColumn } from '../../datasets/preview/types.js';
import { formatCount, formatCounted } from '../../protocol/numberText.js';

/** Longer cells are cut, so that rows stay on one line each. */
const CELL_WIDTH = 24;
const BAR_WIDTH = 20;

/** Data as text that a person can read in an editor: what each column holds, how the classes are balanced, the first rows. */
export function previewText(preview: DataPreview): string {
  const { columns, rows, classes, notes } = preview;
  const sections = [
    headline(preview),
    notes.join('\n'),
    columns && section('Columns', columnTable(columns)),
    classes && section(classTitle(preview), balance(classes)),
    columns && rows && section('First rows', aligned([columns.map(({ name }) => name), ...rows])),
  ];
  return `${sections.filter((each) => each).join('\n\n')}\n`;
}

function headline({ name, rowCount, inputShape, columns }: DataPreview): string {
  const facts = [
    rowCount === null ? null : formatCounted(rowCount, columns ? 'row' : 'sample'),
    columns && `${columns.length} columns`,
    inputShape && `each input ${inputShape.join(' × ')}`,
  ].filter((fact) => fact);
  return facts.length > 0 ? `${name}: ${facts.join(', ')}` : name;
}

const section = (title: string, lines: readonly string[]): string =>
  [title, ...lines.map((line) => `  ${line}`)].join('\n');

const columnTable = (columns: readonly PreviewColumn[]): string[] =>
  aligned([
    ['name', 'type', 'used as', 'missing', 'distinct values'],
    ...columns.map(({ name, kind, role, missing, distinct }) => [name, kind, role, String(missing), String(distinct)]),
  ]);

function classTitle({ classesAreComplete, spec }: DataPreview): string {
  const of = spec.kind === 'table' ? ` of ${spec.target.join(', ')}` : '';
  return `Classes${of}${classesAreComplete ? '' : ', counted in the first rows only'}`;
}

function balance(classes: NonNullable<DataPreview['classes']>): string[] {
  const most = Math.max(1, ...classes.map(({ count }) => count));
  const all = classes.reduce((sum, { count }) => sum + count, 0);
  return aligned(
    classes.map(({ label, count }) => [
      label,
      formatCount(count),
      `${Math.round((100 * count) / Math.max(1, all))}%`,
      '█'.repeat(Math.ceil((count / most) * BAR_WIDTH)),
    ]),
  );
}

/** Rows as lines with their cells below one another; numbers are aligned to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(shortened));
  const columns = Array.from({ length: Math.max(0, ...cells.map((row) => row.length)) }, (_, column) => {
    const values = cells.map((row) => row[column] ?? '');
    const isNumeric = values.slice(1).every((value) => value === '' || /^[-+]?[\d.,]+(e[-+]?\d+)?%?$/i.test(value));
    return { width: Math.max(...values.map(({ length }) => length)), isNumeric };
  });
  return cells.map((row) =>
    columns
      .map(({ width, isNumeric }, column) => {
        const cell = row[column] ?? '';
        return isNumeric ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

function shortened(cell: string): string {
  const line = cell.replaceAll(/\s+/g, ' ').trim();
  return line.length > CELL_WIDTH ? `${line.slice(0, CELL_WIDTH - 1)}…` : line;
}

/** What a list says of data beside its title: shapes and samples, and what it costs to have it. */
export function dataFacts({ inputShape, target, samples, download }: ListedDataset): string {
  const shape = inputShape ? `${inputShape.join(' × ')} → ${target}` : "the model's shapes";
  const size = download === null ? '' : ` · download of ${Math.ceil(download / 1e6)} MB`;
  return `${shape} · ${formatCounted(samples, 'sample')}${size}`;
}
