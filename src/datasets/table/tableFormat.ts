import { extname } from 'node:path';
import type { DataSpec } from '../../protocol/data.js';

export type TableFormat = NonNullable<Extract<DataSpec, { kind: 'table' }>['format']>;

const FORMATS: Readonly<Record<string, TableFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.txt': 'csv',
  '.data': 'csv',
  '.dat': 'csv',
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.parquet': 'parquet',
  '.pq': 'parquet',
  '.arrow': 'arrow',
  '.arrows': 'arrow',
  '.feather': 'arrow',
  '.ipc': 'arrow',
};

/** The format that a file's ending stands for; null where it stands for no table. */
export function tableFormat(path: string): TableFormat | null {
  return FORMATS[extname(path.replace(/\.gz$/i, '')).toLowerCase()] ?? null;
}
