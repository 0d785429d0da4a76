import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileMetaData, parquetMetadata } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkParquet } from '../../../src/datasets/table/formats/parquetCheck.js';
import { DEFAULT_DATA_LIMITS } from '../../../src/protocol/data.js';

const fixtures = join(import.meta.dirname, '../../fixtures/datasets');

describe('a Parquet file', () => {
  let metadata: FileMetaData;
  let size: number;
  beforeAll(async () => {
    const { buffer, byteOffset, byteLength } = await readFile(join(fixtures, 'table.snappy.parquet'));
    metadata = parquetMetadata(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
    size = byteLength;
  });
  type Column = NonNullable<FileMetaData['row_groups'][number]['columns'][number]['meta_data']>;

  const check = (
    change: (all: FileMetaData, column: Column) => void,
    fileSize = size,
    limits = DEFAULT_DATA_LIMITS,
  ) => {
    const copy = structuredClone(metadata);
    const column = copy.row_groups[0]?.columns[0]?.meta_data;
    if (!column) throw new Error('a column expected');
    change(copy, column);
    checkParquet('t.parquet', copy, fileSize, limits);
  };

  it('is as its metadata says', () => check(() => {}));

  it.each<[string, (all: FileMetaData, column: Column) => void, RegExp]>([
    ['no number of rows', (all) => Object.assign(all, { num_rows: 5 }), /^it does not tell its number of rows$/],
    ['less than no rows', (all) => Object.assign(all, { num_rows: -1n }), /^it does not tell its number of rows$/],
    ['other rows', (all) => Object.assign(all, { num_rows: 7n }), /^its row groups have 200 rows, not 7$/],
    [
      'a row group without rows',
      (all) => Object.assign(all.row_groups[0] ?? {}, { num_rows: undefined }),
      /^row group 0 does not tell/,
    ],
    [
      'a row group without columns',
      (all) => Object.assign(all.row_groups[0] ?? {}, { columns: undefined }),
      /^row group 0 does not tell/,
    ],
    ['a row group that is none', (all) => all.row_groups.unshift(undefined as never), /^row group 0 does not tell/],
    [
      'a column without metadata',
      (all) => all.row_groups[0]?.columns.push({} as never),
      /^row group 0 is missing a column$/,
    ],
    [
      'a column without a path',
      (_, column) => Object.assign(column, { path_in_schema: 'a' }),
      /^row group 0 is missing a column$/,
    ],
    [
      'a column that the schema lacks',
      (_, column) => Object.assign(column, { path_in_schema: ['x', 'y'] }),
      /^there is no column x\.y of row group 0$/,
    ],
    [
      'no size',
      (_, column) => Object.assign(column, { total_compressed_size: undefined }),
      /^column \w+ of row group 0 does not tell its size$/,
    ],
    ['less than no values', (_, column) => Object.assign(column, { num_values: -1n }), /does not tell its size$/],
    [
      'a dictionary that is no number',
      (_, column) => Object.assign(column, { dictionary_page_offset: 4 }),
      /does not tell its size$/,
    ],
    [
      'a column beyond its end',
      (_, column) => Object.assign(column, { total_compressed_size: BigInt(size) }),
      /points beyond its end$/,
    ],
  ])('is refused with %s', (_, change, message) => expect(() => check(change)).toThrow(message));

  it('may have a column up to its last byte, from its dictionary or its data on, whichever comes first', () => {
    const placed = (data: bigint, dictionary: bigint | undefined, fileSize: number) => () =>
      check((_, column) => {
        Object.assign(column, {
          total_compressed_size: 100n,
          data_page_offset: data,
          dictionary_page_offset: dictionary,
        });
      }, fileSize);
    const others = 1e6;
    expect(placed(40n, 10n, others)).not.toThrow();
    expect(placed(BigInt(others - 100), undefined, others)).not.toThrow();
    expect(placed(BigInt(others - 99), undefined, others)).toThrow('points beyond its end');
    expect(placed(BigInt(others), BigInt(others - 100), others)).not.toThrow();
    expect(placed(BigInt(others - 100), BigInt(others), others)).not.toThrow();
    expect(placed(BigInt(others), 0n, others)).toThrow('points beyond its end');
  });

  it('unpacks to no more than it may', () => {
    const limits = { ...DEFAULT_DATA_LIMITS, unpackedMB: 1 };
    const unpackedTo = (bytes: number) => () =>
      check((_, column) => Object.assign(column, { total_uncompressed_size: BigInt(bytes) }), size, limits);
    expect(unpackedTo(1024 * 1024)).not.toThrow();
    expect(unpackedTo(1024 * 1024 + 1)).toThrow(/^t\.parquet, column \w+ of row group 0 unpacks to more than 1 MB\./);
  });
});
