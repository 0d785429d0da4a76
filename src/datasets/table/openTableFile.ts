import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { HumanError } from '../../errors/humanError.js';
import type { DataLimits, DataSpec } from '../../protocol/data.js';
import { noFile } from '../noFile.js';
import { openDelimited } from './formats/delimited.js';
import { MOST_CELLS } from './formats/flatten.js';
import { openNdjson } from './formats/ndjson.js';
import { openIsolatedTable } from './isolated/isolatedTable.js';
import { openIsolated } from './isolatedFormats.js';
import type { TableFile } from './tableFile.js';
import { tableFormat } from './tableFormat.js';

export type TableSpec = Extract<DataSpec, { kind: 'table' }>;

export interface TableReading {
  readonly limits: DataLimits;
  /** The built `isolated/worker.ts`; null where this thread itself can be ended from outside. */
  readonly workerFile: string | null;
}

/** @throws {HumanError} where the file is not there, or not what its format says */
export async function openTableFile(path: string, spec: TableSpec, reading: TableReading): Promise<TableFile> {
  const file = await opened(path, spec, reading);
  const { length } = file.columns;
  if (length <= MOST_CELLS) return file;
  file.close?.();
  throw new HumanError(
    `${file.name} has ${length.toLocaleString('en-US')} columns, and the limit is ${MOST_CELLS.toLocaleString('en-US')}. ` +
      'Save such data as arrays: np.save("x.npy", x.astype("float32")).',
  );
}

async function opened(path: string, spec: TableSpec, { limits, workerFile }: TableReading): Promise<TableFile> {
  const stats = await stat(path).catch(() => null);
  if (!stats) throw noFile(path);
  if (!stats.isFile()) throw new HumanError(`${path} is a folder, but a table must be a file.`);
  if (stats.size === 0) throw new HumanError(`${basename(path)} is empty: it has no rows.`);
  const format = spec.format ?? tableFormat(path) ?? 'csv';
  switch (format) {
    case 'csv':
      return openDelimited(path, spec, limits);
    case 'tsv':
      return openDelimited(path, { ...spec, delimiter: spec.delimiter ?? '\t' }, limits);
    case 'ndjson':
      return openNdjson(path, limits);
    case 'json':
    case 'parquet':
    case 'arrow':
      return workerFile === null
        ? openIsolated(path, format, limits)
        : openIsolatedTable(workerFile, { path, format, limits });
  }
}
