import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { HumanError } from '../../errors/humanError.js';
import type { DataSpec } from '../../protocol/data.js';
import { tableFormat } from './format.js';
import { openArrow } from './formats/arrow.js';
import { openDelimited } from './formats/delimited.js';
import { openJson } from './formats/json.js';
import { openNdjson } from './formats/ndjson.js';
import { openParquet } from './formats/parquet.js';
import type { TableFile } from './tableFile.js';

export type TableSpec = Extract<DataSpec, { kind: 'table' }>;

/** @throws {HumanError} where the file is not there, or not what its format says */
export async function openTableFile(path: string, spec: TableSpec): Promise<TableFile> {
  const stats = await stat(path).catch(() => null);
  if (!stats) throw new HumanError(`There is no file ${path}.`);
  if (!stats.isFile()) throw new HumanError(`${path} is a folder, and a table is a file.`);
  if (stats.size === 0) throw new HumanError(`${basename(path)} is empty: it has no rows.`);
  const format = spec.format ?? tableFormat(path) ?? 'csv';
  switch (format) {
    case 'csv':
      return openDelimited(path, spec);
    case 'tsv':
      return openDelimited(path, { ...spec, delimiter: spec.delimiter ?? '\t' });
    case 'json':
      return openJson(path);
    case 'ndjson':
      return openNdjson(path);
    case 'parquet':
      return openParquet(path);
    case 'arrow':
      return openArrow(path);
  }
}
