import type { Cell } from '../cells.js';

/** A record of JSON or Parquet as cells: what is nested becomes `size.width` and `pixels.0`, `pixels.1`, ... */
export function flattened(value: unknown): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  add(cells, '', value);
  return cells;
}

function add(cells: Map<string, Cell>, path: string, value: unknown): void {
  if (isNested(value)) {
    const entries = ArrayBuffer.isView(value) ? Array.from(value as Uint8Array).entries() : Object.entries(value);
    for (const [key, item] of entries) add(cells, path === '' ? String(key) : `${path}.${key}`, item);
  } else cells.set(path === '' ? '1' : path, cellOf(value));
}

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
export function columnsOf(records: readonly ReadonlyMap<string, Cell>[]): string[] {
  return [...new Set(records.flatMap((record) => [...record.keys()]))];
}
