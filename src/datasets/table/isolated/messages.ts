import type { DataLimits } from '../../../protocol/data.js';
import type { IsolatedFormat } from '../isolatedFormats.js';
import type { TableChunk, TableFile } from '../tableFile.js';

/** What a worker is started with that reads one table. */
export interface IsolatedTable {
  readonly path: string;
  readonly format: IsolatedFormat;
  readonly limits: DataLimits;
}

/** What it is asked: what the file is, its first rows, or those after the last ones. */
export type TableCall = 'open' | 'first' | 'next';

export type TableAnswer =
  | { readonly kind: 'opened'; readonly file: Omit<TableFile, 'chunks' | 'close'> }
  | { readonly kind: 'rows'; readonly chunk: TableChunk | null };
