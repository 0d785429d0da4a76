import type { Cell } from '../cells.js';

/** Deeper than records of any table. */
const MOST_LEVELS = 32;
/** Cells of one record: a picture in a record has some thousands. */
export const MOST_CELLS = 100_000;

/** A record that is no row of a table; the message is half a sentence on it. */
export class RecordError extends Error {}

/**
 * A record of JSON, Arrow or Parquet as cells: what is nested becomes `size.width` and `pixels.0`, `pixels.1`, ...
 * @throws {RecordError} where it is nested too deep or too wide
 */
export function flattened(value: unknown): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  add(cells, '', value, 0);
  return cells;
}

function add(cells: Map<string, Cell>, path: string, value: unknown, level: number): void {
  if (isNested(value)) {
    if (level === MOST_LEVELS) throw new RecordError(`it is nested more than ${MOST_LEVELS} levels deep`);
    if (lengthOf(value) > MOST_CELLS) throw tooWide();
    const entries = ArrayBuffer.isView(value) ? Array.from(value as Uint8Array).entries() : Object.entries(value);
    for (const [key, item] of entries) add(cells, path === '' ? String(key) : `${path}.${key}`, item, level + 1);
    return;
  }
  if (cells.size >= MOST_CELLS) throw tooWide();
  cells.set(path === '' ? '1' : path, cellOf(value));
}

const tooWide = (): RecordError => new RecordError(`it has more than ${MOST_CELLS.toLocaleString('en-US')} values`);

/** Of a list; 0 for others, whose entries are counted one by one. */
const lengthOf = (value: object): number => ('length' in value && typeof value.length === 'number' ? value.length : 0);

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date ? value : null;
}

/** Cells in the order of the columns; what a record lacks is missing. */
export function rowOf(columns: readonly string[], cells: ReadonlyMap<string, Cell>): Cell[] {
  return columns.map((column) => cells.get(column) ?? null);
}

/** Names of all columns that some records have, in the order in which they come up. */
export function columnsOf(records: Iterable<ReadonlyMap<string, Cell>>): string[] {
  const columns = new Set<string>();
  for (const record of records) for (const column of record.keys()) columns.add(column);
  return [...columns];
}
