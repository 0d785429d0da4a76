import { type FileMetaData, parquetSchema } from 'hyparquet';
import type { DataLimits } from '../../../protocol/data.js';
import { tooMuchUnpacked, unpackedBytes } from '../../limits.js';

type RowGroup = FileMetaData['row_groups'][number];
type Column = NonNullable<RowGroup['columns'][number]['meta_data']>;
type Node = ReturnType<typeof parquetSchema>;

/**
 * Checks what a Parquet file says of itself (its metadata, Thrift's compact protocol) against its length: its reader goes by it without a look.
 * @throws {Error} where it leads beyond the file or does not tell its size; {HumanError} where it is more than may be unpacked
 */
export function checkParquet(name: string, metadata: FileMetaData, fileSize: number, limits: DataLimits): void {
  if (!areWhole([metadata.num_rows])) throw new Error('it does not tell its number of rows');
  const schema = parquetSchema(metadata);
  let rows = 0n;
  for (const [index, group] of metadata.row_groups.entries()) {
    if (!group || !areWhole([group.num_rows]) || !Array.isArray(group.columns)) {
      throw new Error(`row group ${index} does not tell its number of rows`);
    }
    rows += group.num_rows;
    for (const { meta_data } of group.columns) {
      if (!meta_data || !Array.isArray(meta_data.path_in_schema))
        throw new Error(`row group ${index} is missing a column`);
      const column = `column ${meta_data.path_in_schema.join('.')} of row group ${index}`;
      checkColumn(meta_data, column, fileSize);
      if (!isIn(schema, meta_data.path_in_schema)) throw new Error(`there is no ${column}`);
      if (meta_data.total_uncompressed_size > unpackedBytes(limits))
        throw tooMuchUnpacked(`${name}, ${column}`, limits);
    }
  }
  if (rows !== metadata.num_rows) throw new Error(`its row groups have ${rows} rows, not ${metadata.num_rows}`);
}

function checkColumn(column: Column, name: string, fileSize: number): void {
  const {
    total_compressed_size,
    total_uncompressed_size,
    data_page_offset,
    dictionary_page_offset = 0n,
    num_values,
  } = column;
  const numbers = [
    total_compressed_size,
    total_uncompressed_size,
    data_page_offset,
    dictionary_page_offset,
    num_values,
  ];
  if (!areWhole(numbers)) throw new Error(`${name} does not tell its size`);
  const starts = [data_page_offset, dictionary_page_offset].filter((offset) => offset > 0n).map(Number);
  if (Math.min(...starts) + Number(total_compressed_size) > fileSize) throw new Error(`${name} points beyond its end`);
}

const areWhole = (values: readonly unknown[]): boolean =>
  values.every((value) => typeof value === 'bigint' && value >= 0n);

function isIn(schema: Node, path: readonly string[]): boolean {
  let node: Node | undefined = schema;
  for (const part of path) node = node?.children.find(({ element }) => element.name === part);
  return node !== undefined;
}
