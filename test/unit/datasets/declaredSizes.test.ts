import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { Footer } from 'apache-arrow/fb/footer';
import { Message } from 'apache-arrow/fb/message';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { ByteBuffer } from 'flatbuffers';
import { type FileMetaData, parquetMetadata } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkArrow } from '../../../src/datasets/table/formats/arrowCheck.js';
import { checkParquet } from '../../../src/datasets/table/formats/parquetCheck.js';
import { DEFAULT_DATA_LIMITS } from '../../../src/protocol/data.js';

const fixtures = join(import.meta.dirname, '../../fixtures/datasets');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-declared-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is wrong with an Arrow file; null where nothing is. */
async function fault(bytes: Uint8Array, limits = DEFAULT_DATA_LIMITS): Promise<string | null> {
  const path = join(folder, 'table.arrow');
  await writeFile(path, bytes);
  return checkArrow(path, limits).then(
    () => null,
    (error: Error) => error.message,
  );
}

describe('an Arrow stream', () => {
  const whole = tableToIPC(tableFromArrays({ a: Float64Array.of(1, 2, 3), b: Int32Array.of(4, 5, 6) }), 'stream');
  const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const batchAt = 8 + view(whole).getUint32(4, true);
  const lengthOfBatch = view(whole).getUint32(batchAt + 4, true);
  const bodyAt = batchAt + 8 + lengthOfBatch;

  /** With a number of its record batch changed, where flatbuffers has it. */
  const changed = (change: (batch: RecordBatch, bytes: DataView) => void): Uint8Array => {
    const copy = whole.slice();
    const metadata = copy.subarray(batchAt + 8, bodyAt);
    const message = Message.getRootAsMessage(new ByteBuffer(metadata));
    const batch = message.header(new RecordBatch()) as RecordBatch;
    change(batch, view(metadata));
    return copy;
  };
  const number = (bytes: DataView, at: number, value: number) => bytes.setBigInt64(at, BigInt(value), true);
  const node = (index: number, field: 0 | 8, value: number) =>
    changed((batch, bytes) => number(bytes, (batch.nodes(index)?.bb_pos ?? 0) + field, value));
  const buffer = (index: number, field: 0 | 8, value: number) =>
    changed((batch, bytes) => number(bytes, (batch.buffers(index)?.bb_pos ?? 0) + field, value));
  const bodyBytes = whole.length - bodyAt - 8;

  it('is whole as it was written, with its end or without it', async () => {
    expect(await fault(whole)).toBeNull();
    expect(await fault(whole.subarray(0, -8))).toBeNull();
    const old = Buffer.concat([whole.subarray(4, batchAt), whole.subarray(batchAt + 4, -8)]);
    expect(await fault(old)).toBeNull();
  });

  it.each<[string, () => Uint8Array, string]>([
    ['more values than there are bytes for', () => node(0, 0, 1e6), 'a column has 1000000 values in'],
    ['less than no values', () => node(1, 0, -1), 'a column has -1 values in'],
    ['more nulls than values', () => node(0, 8, 4), 'a column is missing 4 of 3 values'],
    ['a buffer before its beginning', () => buffer(1, 0, -8), 'a column points beyond its batch'],
    ['a buffer of less than no bytes', () => buffer(1, 8, -1), 'a column points beyond its batch'],
    ['a buffer beyond its end', () => buffer(3, 8, bodyBytes + 1), 'a column points beyond its batch'],
    ['a cut body', () => whole.subarray(0, bodyAt + 4), 'a batch points beyond its end'],
    ['a cut description', () => whole.subarray(0, batchAt + 20), 'it points beyond its end'],
    ['a cut length', () => whole.subarray(0, batchAt + 6), 'it points beyond its end'],
  ])('is refused with %s', async (_, bytes, message) => expect(await fault(bytes())).toContain(message));

  it('may have a column of nothing but nulls that takes no bytes', async () => {
    const nulls = changed((batch, bytes) => {
      for (const field of [0, 8]) number(bytes, (batch.nodes(0)?.bb_pos ?? 0) + field, 3);
    });
    expect(await fault(nulls)).toBeNull();
    expect(await fault(changed((batch, bytes) => number(bytes, (batch.nodes(0)?.bb_pos ?? 0) + 8, 3)))).toBeNull();
  });

  it('is refused where a length is larger than any description', async () => {
    const copy = whole.slice();
    view(copy).setUint32(batchAt + 4, 65 * 1024 * 1024, true);
    expect(await fault(copy)).toBe(`a description has ${65 * 1024 * 1024} bytes`);
  });
});

describe('an Arrow file', () => {
  const whole = tableToIPC(tableFromArrays({ a: Float64Array.of(1, 2, 3) }), 'file');
  const lengthAt = whole.length - 10;
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const footerAt = lengthAt - view.getInt32(lengthAt, true);

  const changed = (change: (bytes: DataView, footer: Footer) => void) => {
    const copy = whole.slice();
    const footer = Footer.getRootAsFooter(new ByteBuffer(copy.subarray(footerAt)));
    change(new DataView(copy.buffer), footer);
    return copy;
  };
  const block = (field: 0 | 8, value: number) =>
    changed((bytes, footer) => {
      const at = footerAt + (footer.recordBatches(0)?.bb_pos ?? 0) + field;
      if (field === 0) bytes.setBigInt64(at, BigInt(value), true);
      else bytes.setInt32(at, value, true);
    });

  it('is whole as it was written', async () => expect(await fault(whole)).toBeNull());

  it.each<[string, () => Uint8Array, string]>([
    ['a footer of no bytes', () => changed((bytes) => bytes.setInt32(lengthAt, 0, true)), 'its footer has 0 bytes'],
    ['a footer of less', () => changed((bytes) => bytes.setInt32(lengthAt, -9, true)), 'its footer has -9 bytes'],
    [
      'a footer that is too large',
      () => changed((bytes) => bytes.setInt32(lengthAt, 1e9, true)),
      'its footer has 1000000000',
    ],
    ['a footer beyond it', () => changed((bytes) => bytes.setInt32(lengthAt, 9999, true)), 'it points beyond its end'],
    ['a batch before its beginning', () => block(0, -8), 'it points beyond its end'],
    ['a batch beyond its end', () => block(0, 99_999), 'it points beyond its end'],
    ['a batch inside its description', () => block(8, 8), 'a batch starts inside its own description'],
    ['a batch that begins too late', () => block(8, whole.length), 'a batch points beyond its end'],
    ['a beginning alone', () => whole.subarray(0, 8), 'it points beyond its end'],
  ])('is refused with %s', async (_, bytes, message) => expect(await fault(bytes())).toContain(message));

  it('that is packed unpacks to no more than it may', async () => {
    for (const name of ['table.lz4.feather', 'table.zstd.feather']) {
      const bytes = await readFile(join(fixtures, name));
      expect(await fault(bytes)).toBeNull();
      expect(await fault(bytes, { ...DEFAULT_DATA_LIMITS, unpackedMB: 1e-6 })).toMatch(
        /^A batch of it unpacks to more/,
      );
    }
  });
});

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
