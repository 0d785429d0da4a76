import { resolve } from 'node:path';
import type { DataLimits } from '../../protocol/data.js';
import { type Cell, isMissing, labelOf } from '../table/cells.js';
import { type ColumnKind, columnKinds, KIND_ROWS } from '../table/columnKinds.js';
import { openTableFile, type TableSpec } from '../table/openTableFile.js';
import { firstRows, type TableFile } from '../table/tableFile.js';
import { tableFormat } from '../table/tableFormat.js';
import type { DataPreview, PreviewColumn } from './types.js';

const SHOWN_ROWS = 20;
/** Different values up to which a target of whole numbers is shown as classes. */
const MOST_CLASSES = 20;
/** Numbers of this size or larger learn badly without being scaled. */
const LARGE = 10;

/** Names that people give what is to be predicted, the surest first. */
const NAMES = [
  'target',
  'label',
  'labels',
  'class',
  'y',
  'species',
  'outcome',
  'output',
  'result',
  'diagnosis',
  'survived',
  'price',
];

/** @param spec a table, its target `[]` where it is to be guessed */
export async function previewTable(spec: TableSpec, folder: string, limits: DataLimits): Promise<DataPreview> {
  const file = await openTableFile(resolve(folder, spec.path), spec, { limits, workerFile: null });
  const rows = await firstRows(file, KIND_ROWS);
  const kinds = columnKinds(file.columns, rows);
  const complete = completed(spec, file, kinds, rows);
  const columns = kinds.map(
    ({ decimalComma: _, ...kind }): PreviewColumn => ({ ...kind, role: roleOf(kind, complete) }),
  );
  const whole = rows.length < KIND_ROWS;
  return {
    spec: complete,
    name: file.name,
    rowCount: file.rowCount ?? (whole ? rows.length : null),
    inputShape: null,
    columns,
    rows: rows.slice(0, SHOWN_ROWS).map((row) => row.map((cell) => (cell === null ? '' : labelOf(cell)))),
    classes: classesOf(complete, kinds, rows),
    classesAreComplete: whole,
    notes: notesOf(columns, complete, rows.length, whole),
  };
}

function completed(
  spec: TableSpec,
  file: TableFile,
  kinds: readonly ColumnKind[],
  rows: readonly (readonly Cell[])[],
): TableSpec {
  const format = spec.format ?? tableFormat(spec.path) ?? 'csv';
  const text = file.text && format !== 'tsv' ? { delimiter: file.text.delimiter } : {};
  const target = spec.target.length > 0 ? spec.target : [guessTarget(kinds)];
  const counters = kinds.filter((kind) => isCounter(kind, rows.length) && !target.includes(kind.name));
  const columns = { ...Object.fromEntries(counters.map(({ name }) => [name, 'skip' as const])), ...spec.columns };
  return {
    ...text,
    ...(file.text ? { header: file.text.header } : {}),
    ...(hasLarge(kinds, rows) ? { normalize: 'standard' as const } : {}),
    ...spec,
    format,
    target,
    ...(Object.keys(columns).length > 0 ? { columns } : {}),
  };
}

function hasLarge(kinds: readonly ColumnKind[], rows: readonly (readonly Cell[])[]): boolean {
  return kinds.some(
    ({ kind }, column) => kind === 'number' && rows.some((row) => Math.abs(Number(row[column])) > LARGE),
  );
}

function roleOf(
  { name, kind }: Pick<ColumnKind, 'name' | 'kind'>,
  { target, columns }: TableSpec,
): PreviewColumn['role'] {
  if (target.includes(name)) return 'target';
  const use = columns?.[name];
  return use === 'skip' || (use === undefined && (kind === 'date' || kind === 'empty')) ? 'skipped' : 'input';
}

function classesOf(
  { target }: TableSpec,
  kinds: readonly ColumnKind[],
  rows: readonly (readonly Cell[])[],
): DataPreview['classes'] {
  const column = kinds.findIndex(({ name }) => name === target[0]);
  const kind = kinds[column];
  if (!kind || target.length > 1) return null;
  const cells = rows.map((row) => row[column] ?? null).filter((cell) => !isMissing(cell));
  const isClass =
    kind.kind !== 'number' || (kind.distinct <= MOST_CLASSES && cells.every((cell) => Number.isInteger(Number(cell))));
  if (!isClass) return null;
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(labelOf(cell), (counts.get(labelOf(cell)) ?? 0) + 1);
  const inOrder = ([a]: [string, number], [b]: [string, number]) => a.localeCompare(b, 'en', { numeric: true });
  return [...counts].sort(inOrder).map(([label, count]) => ({ label, count }));
}

function notesOf(columns: readonly PreviewColumn[], spec: TableSpec, rows: number, whole: boolean): string[] {
  const scope = whole ? '' : ` of the first ${rows.toLocaleString('en-US')}`;
  const missing = columns.filter(({ role, missing: lacking }) => role !== 'skipped' && lacking > 0);
  const skipped = columns.filter(({ role }) => role === 'skipped');
  const reason = ({ name, kind }: PreviewColumn) =>
    `"${name}" (${kind === 'number' ? 'counts the rows' : kind === 'empty' ? 'empty' : kind === 'date' ? 'dates' : 'skipped'})`;
  return [
    ...(skipped.length > 0 ? [`Left out: ${skipped.map(reason).join(', ')}.`] : []),
    ...missing.map(
      ({ name, missing: lacking }) =>
        `"${name}" has no value in ${lacking}${scope} ${whole && lacking === 1 ? 'row' : 'rows'}${spec.missing ? '' : '; rows without a number are left out'}.`,
    ),
    ...(spec.normalize === 'standard' ? ['Inputs are scaled to mean 0 and standard deviation 1.'] : []),
  ];
}

/** The column that the model most likely is to predict: by its name, else the last one that holds anything. */
function guessTarget(kinds: readonly ColumnKind[]): string {
  for (const name of NAMES) {
    const found = kinds.find((kind) => kind.name.trim().toLowerCase() === name);
    if (found) return found.name;
  }
  const last = kinds.findLast(({ kind }) => kind !== 'empty' && kind !== 'date') ?? kinds.at(-1);
  return last?.name ?? '1';
}

/** A column that only counts the rows: learning from it is learning by heart. */
function isCounter({ name, kind, distinct, missing }: ColumnKind, rows: number): boolean {
  return (
    kind === 'number' &&
    missing === 0 &&
    rows > 1 &&
    distinct === rows &&
    /^(unnamed: 0|id|index|row|no|nr|#|.*[_ ]id)$/i.test(name.trim())
  );
}
