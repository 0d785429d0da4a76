import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { Footer } from 'apache-arrow/fb/footer';
import { Message } from 'apache-arrow/fb/message';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { ByteBuffer } from 'flatbuffers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkArrow } from '../../../src/datasets/table/formats/arrowCheck.js';
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

  /** A stream's end stands before the footer: a length of 0. */
  const endAt = footerAt - 8;
  const listed = (place: (footer: Footer) => [table: number, field: number]) =>
    changed((bytes, footer) => {
      const buffer = footer.bb;
      if (!buffer) throw new Error('a buffer expected');
      const [table, field] = place(footer);
      const list = buffer.__vector(table + buffer.__offset(table, field));
      bytes.setInt32(footerAt + list - 4, 10_000, true);
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
    // Length of a list of the footer or its schema, and where that is told in flatbuffers' tables.
    [
      'more columns than fit',
      () => listed((footer) => [footer.schema()?.bb_pos ?? 0, 6]),
      'it lists more columns than fit',
    ],
    [
      'more dictionaries than fit',
      () => listed((footer) => [footer.bb_pos, 8]),
      'its footer lists more batches than fit',
    ],
    ['more batches than fit', () => listed((footer) => [footer.bb_pos, 10]), 'its footer lists more batches than fit'],
    ['a batch that is no message', () => block(0, endAt), 'a batch is missing'],
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
