import type { Cell } from './cells.js';

/** A table in a file, read in order, as often as wanted. */
export interface TableFile {
  /** Name of the file without its folders. */
  readonly name: string;
  readonly columns: readonly string[];
  /** Known only to formats that say it at their beginning or end. */
  readonly rowCount: number | null;
  /** What was found out about the text; null for other formats. */
  readonly text: { readonly delimiter: string; readonly quote: string; readonly header: boolean } | null;
  /** All rows, in order. Fails with a HumanError that names the row. */
  chunks(): AsyncIterable<TableChunk>;
  /** Lets go of what reads it. */
  readonly close?: () => void;
}

/** Some rows, each with a cell for each column. */
export interface TableChunk {
  readonly rows: readonly (readonly Cell[])[];
  /** Line of each row in a text file; null for other formats. */
  readonly lines: readonly number[] | null;
}

/** Rows that are handed on together. */
export const CHUNK_ROWS = 1000;

/** `row 70,001 (line 70,002)`: rows are counted from 1, without the header. */
export function rowText(row: number, line: number | undefined): string {
  const text = `row ${(row + 1).toLocaleString('en-US')}`;
  return line === undefined || line === row + 1 ? text : `${text} (line ${line.toLocaleString('en-US')})`;
}

export async function firstRows(table: TableFile, limit: number): Promise<(readonly Cell[])[]> {
  const first: (readonly Cell[])[] = [];
  for await (const { rows } of table.chunks()) {
    first.push(...rows.slice(0, limit - first.length));
    if (first.length >= limit) break;
  }
  return first;
}
