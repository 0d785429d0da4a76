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
  /** Chunks of rows; each row has a cell for each column. Fails with a HumanError that names the row. */
  chunks(): AsyncIterable<readonly (readonly Cell[])[]>;
  /** A data row, counted from 0, for a person: `row 70,001 (line 70,002)`. */
  place(row: number): Promise<string>;
}

/** Rows that are handed on together. */
export const CHUNK_ROWS = 1000;

/** 70,001: rows are counted from 1, without the header. */
export function rowText(row: number): string {
  return `row ${(row + 1).toLocaleString('en-US')}`;
}

export async function firstRows(table: TableFile, limit: number): Promise<(readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = [];
  for await (const chunk of table.chunks()) {
    rows.push(...chunk);
    if (rows.length >= limit) break;
  }
  return rows.slice(0, limit);
}
