import type { DataLimits } from '../../../protocol/data.js';
import type { IsolatedFormat } from '../isolatedFormats.js';
import type { TableChunk, TableFile } from '../tableFile.js';

/** What a worker is started with that reads one table. */
export interface IsolatedTable {
  readonly path: string;
  readonly format: IsolatedFormat;
  readonly limits: DataLimits;
}

/** From the reader to the worker: the next rows, the first ones where `restart` is set. */
export interface NextRows {
  readonly restart: boolean;
}

/** The worker's answers: what the file is, once; then rows, each time they are asked for. */
export type TableAnswer =
  | { readonly kind: 'opened'; readonly file: Omit<TableFile, 'chunks' | 'close'> }
  | { readonly kind: 'rows'; readonly chunk: TableChunk | null }
  /** `problem` is written for a person. */
  | { readonly kind: 'failed'; readonly problem: string | null; readonly error: string };
