import { HumanError } from '../../errors/humanError.js';
import { FloatStore, type StoredFloats, type StoreLimits } from '../rows/floatStore.js';
import { storedFloats } from '../rows/storedFloats.js';
import { Statistics } from '../scale.js';
import { type Cell, isMissing, labelOf, numberOf } from './cells.js';
import type { TableSpec } from './openTableFile.js';
import type { PlannedColumn } from './planColumns.js';
import { rowText, type TableFile } from './tableFile.js';
import { TextIds } from './textIds.js';

/** A column that was read to its end. */
export interface EncodedColumn extends PlannedColumn {
  readonly statistics: Statistics;
  readonly texts: TextIds;
  missing: number;
}

export interface EncodedTable {
  readonly columns: readonly EncodedColumn[];
  /** A number for each column: the value or the text's id, NaN where it is missing. */
  readonly floats: StoredFloats;
}

/**
 * Reads a table once, from start to end, and keeps of each row nothing but a number for each column.
 *
 * @throws {HumanError} that names file, row and column of what cannot be read
 */
export async function encodeTable(
  file: TableFile,
  planned: readonly PlannedColumn[],
  missing: TableSpec['missing'],
  limits: StoreLimits,
): Promise<EncodedTable> {
  const columns = planned.map((column): EncodedColumn => {
    return { ...column, statistics: new Statistics(), texts: new TextIds(), missing: 0 };
  });
  const store = new FloatStore(columns.length, limits);
  try {
    let row = 0;
    for await (const { rows, lines } of file.chunks()) {
      for (const [index, cells] of rows.entries()) {
        const failed = encodeRow(cells, columns, store, missing ?? 'drop');
        if (failed) throw new HumanError(`${file.name}, ${rowText(row, lines?.[index])}, ${failed}`);
        row++;
        if (store.isFull) await store.flush();
      }
    }
    const floats = await storedFloats(store);
    if (floats.rows === 0) throw new HumanError(noRowLeft(file.name, columns, row));
    return { columns, floats };
  } catch (error) {
    await store.discard();
    throw error;
  }
}

type Policy = NonNullable<TableSpec['missing']>;

/** What is wrong with the row; null where nothing is. */
function encodeRow(
  cells: readonly Cell[],
  columns: readonly EncodedColumn[],
  store: FloatStore,
  policy: Policy,
): string | null {
  const values = store.next();
  let keep = true;
  for (const [place, column] of columns.entries()) {
    const cell = cells[column.index] ?? null;
    const value = storedValue(cell, column);
    values[place] = value;
    if (!Number.isNaN(value)) continue;
    if (isMissing(cell)) {
      column.missing++;
      if (policy === 'fail') return `column "${column.name}": the value is missing.`;
      if (isNeeded(column, policy)) keep = false;
    } else if (column.stored === 'number') return `column "${column.name}": "${shortened(cell)}" is not a number.`;
  }
  if (keep) summarise(columns, values);
  else store.drop();
  return null;
}

function storedValue(cell: Cell, { stored, texts, decimalComma }: EncodedColumn): number {
  if (stored === 'number') return numberOf(cell, decimalComma);
  return isMissing(cell) ? Number.NaN : texts.idOf(labelOf(cell));
}

/** Whether a row that lacks the column's value is left out. */
function isNeeded({ role, stored }: EncodedColumn, policy: Policy): boolean {
  return role === 'target' || (policy === 'drop' && stored === 'number');
}

function summarise(columns: readonly EncodedColumn[], values: Float32Array): void {
  columns.forEach(({ stored, statistics }, place) => {
    const value = values[place] ?? Number.NaN;
    if (stored === 'number' && !Number.isNaN(value)) statistics.add(value);
  });
}

function shortened(cell: Cell): string {
  const text = labelOf(cell);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function noRowLeft(file: string, columns: readonly EncodedColumn[], rows: number): string {
  if (rows === 0) return `${file} is empty: it has no rows.`;
  const [worst] = [...columns].sort((a, b) => b.missing - a.missing);
  const { name, missing, role } = worst ?? { name: '', missing: 0, role: 'input' };
  const advice =
    role === 'target' ? 'Pick another target.' : 'Set "missing" to "mean" or "zero", or exclude columns with "skip".';
  return `Every row of ${file} has a missing value, and such rows are left out. "${name}" is missing ${missing} of ${rows}. ${advice}`;
}
