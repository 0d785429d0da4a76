import { BodyCompression } from 'apache-arrow/fb/body-compression';
import { BodyCompressionMethod } from 'apache-arrow/fb/body-compression-method';
import { Buffer as ColumnBuffer } from 'apache-arrow/fb/buffer';
import { CompressionType } from 'apache-arrow/fb/compression-type';
import { DictionaryBatch } from 'apache-arrow/fb/dictionary-batch';
import { Field } from 'apache-arrow/fb/field';
import { FieldNode } from 'apache-arrow/fb/field-node';
import { KeyValue } from 'apache-arrow/fb/key-value';
import { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { MetadataVersion } from 'apache-arrow/fb/metadata-version';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { Schema } from 'apache-arrow/fb/schema';
import { Builder, ByteBuffer } from 'flatbuffers';
import { describe, expect, it } from 'vitest';
import { checkMessage, checkSchema } from '../../../src/datasets/table/formats/arrowMessageCheck.js';
import { DEFAULT_DATA_LIMITS } from '../../../src/protocol/data.js';

interface Column {
  readonly fields?: readonly Column[];
  /** Entries of what is noted on it. */
  readonly notes?: number;
}

/** A message of columns, as a writer of Arrow lays it out. */
function schemaMessage({ fields = [], notes = 0 }: Column): Message {
  const builder = new Builder();
  const notesOf = (count: number) =>
    Array.from({ length: count }, () => {
      const text = builder.createString('note');
      return KeyValue.createKeyValue(builder, text, text);
    });
  const write = (column: Column): number => {
    const children = Field.createChildrenVector(builder, (column.fields ?? []).map(write));
    const noted = Field.createCustomMetadataVector(builder, notesOf(column.notes ?? 0));
    Field.startField(builder);
    Field.addChildren(builder, children);
    Field.addCustomMetadata(builder, noted);
    return Field.endField(builder);
  };
  const all = Schema.createFieldsVector(builder, fields.map(write));
  const noted = Schema.createCustomMetadataVector(builder, notesOf(notes));
  Schema.startSchema(builder);
  Schema.addFields(builder, all);
  Schema.addCustomMetadata(builder, noted);
  return finished(builder, MessageHeader.Schema, Schema.endSchema(builder));
}

interface Batch {
  readonly rows?: number;
  /** Values and nulls of each column. */
  readonly nodes?: readonly (readonly [number, number])[];
  /** Offset and length of each buffer. */
  readonly buffers?: readonly (readonly [number, number])[];
  readonly isPacked?: boolean;
  readonly variadic?: number;
}

function writeBatch(builder: Builder, { rows = 0, nodes = [], buffers = [], isPacked = false, variadic = 0 }: Batch) {
  RecordBatch.startNodesVector(builder, nodes.length);
  for (const [length, nulls] of nodes.toReversed()) FieldNode.createFieldNode(builder, BigInt(length), BigInt(nulls));
  const allNodes = builder.endVector();
  RecordBatch.startBuffersVector(builder, buffers.length);
  for (const [offset, length] of buffers.toReversed())
    ColumnBuffer.createBuffer(builder, BigInt(offset), BigInt(length));
  const allBuffers = builder.endVector();
  const counts = RecordBatch.createVariadicBufferCountsVector(builder, Array<bigint>(variadic).fill(0n));
  const packed = isPacked
    ? BodyCompression.createBodyCompression(builder, CompressionType.ZSTD, BodyCompressionMethod.BUFFER)
    : null;
  RecordBatch.startRecordBatch(builder);
  RecordBatch.addLength(builder, BigInt(rows));
  RecordBatch.addNodes(builder, allNodes);
  RecordBatch.addBuffers(builder, allBuffers);
  RecordBatch.addVariadicBufferCounts(builder, counts);
  if (packed !== null) RecordBatch.addCompression(builder, packed);
  return RecordBatch.endRecordBatch(builder);
}

function batchMessage(batch: Batch): Message {
  const builder = new Builder();
  return finished(builder, MessageHeader.RecordBatch, writeBatch(builder, batch));
}

function dictionaryMessage(batch: Batch | null): Message {
  const builder = new Builder();
  const data = batch && writeBatch(builder, batch);
  DictionaryBatch.startDictionaryBatch(builder);
  if (data !== null) DictionaryBatch.addData(builder, data);
  return finished(builder, MessageHeader.DictionaryBatch, DictionaryBatch.endDictionaryBatch(builder));
}

function finished(builder: Builder, kind: MessageHeader, header: number): Message {
  builder.finish(Message.createMessage(builder, MetadataVersion.V5, kind, header, 0n, 0));
  return Message.getRootAsMessage(new ByteBuffer(builder.asUint8Array()));
}

/** What is wrong with a message; null where nothing is. */
async function fault(message: Message, length = 1000, bodyLength = 100, unpacked: readonly number[] = []) {
  // Offsets of packed buffers count them here.
  const place = { length, bodyLength, int64: async (offset: number) => unpacked[offset / 10] ?? 0 };
  const limits = { ...DEFAULT_DATA_LIMITS, unpackedMB: 1 };
  return checkMessage(message, place, limits).then(
    () => null,
    (error: Error) => error.message,
  );
}

const nested = (levels: number): Column => ({ fields: levels === 0 ? [] : [nested(levels - 1)] });

describe('columns of an Arrow file', () => {
  it.each<[string, Column, number, string | null]>([
    ['none', {}, 0, null],
    ['as many as can be', { fields: [{}, {}, {}] }, 12, null],
    ['more than fit', { fields: [{}, {}, {}] }, 11, 'it lists more columns than fit'],
    ['as many within others as can be', { fields: [{ fields: [{}, {}] }, {}] }, 16, null],
    ['more within others than fit', { fields: [{ fields: [{}, {}] }, {}] }, 15, 'it lists more columns than fit'],
    ['as many notes as can be', { notes: 2, fields: [{ notes: 3 }] }, 24, null],
    ['more notes than fit', { notes: 2, fields: [{ notes: 3 }] }, 23, 'it lists more columns than fit'],
    ['more notes than fit, of the second column', { fields: [{}, { notes: 3 }] }, 19, 'it lists more columns than fit'],
    ['more notes than fit, and no columns', { notes: 2 }, 7, 'it lists more columns than fit'],
    ['as many levels as can be', nested(65), 1000, null],
    ['one level more', nested(66), 1000, 'its columns are nested endlessly'],
    [
      'a level too many in the second column',
      { fields: [{}, ...(nested(66).fields ?? [])] },
      1000,
      'its columns are nested endlessly',
    ],
  ])('may not be too many: %s', async (_, columns, length, wanted) => {
    expect(await fault(schemaMessage(columns), length)).toBe(wanted);
  });

  it('have to be there', () => expect(() => checkSchema(null, 100)).toThrow(/^its columns are missing$/));
});

describe('a batch of an Arrow file', () => {
  const two = {
    nodes: [
      [4, 0],
      [4, 4],
    ],
    buffers: [
      [0, 2],
      [2, 3],
    ],
    variadic: 1,
  } as const;

  it.each<[string, Batch, { length?: number; bodyLength?: number }, string | null]>([
    ['nothing', {}, {}, null],
    ['a list that just fits', two, { length: 72 }, null],
    ['a list that does not', two, { length: 71 }, 'a batch lists more buffers than fit'],
    ['rows of a bit each', { rows: 40, buffers: [[0, 5]] }, {}, null],
    ['more rows than bits', { rows: 41, buffers: [[0, 5]] }, {}, 'a batch has 41 rows in 5 bytes'],
    ['less than no rows', { rows: -1, buffers: [[0, 5]] }, {}, 'a batch has -1 rows in 5 bytes'],
    ['values of a bit each', { nodes: [[40, 40]], buffers: [[0, 5]] }, {}, null],
    [
      'more values than bits',
      {
        nodes: [
          [1, 0],
          [41, 0],
        ],
        buffers: [[0, 5]],
      },
      {},
      'a column has 41 values in 5 bytes',
    ],
    ['less than no values', { nodes: [[-1, 0]], buffers: [[0, 5]] }, {}, 'a column has -1 values in 5 bytes'],
    ['more nulls than values', { nodes: [[3, 4]], buffers: [[0, 5]] }, {}, 'a column is missing 4 of 3 values'],
    [
      'buffers up to its end',
      {
        buffers: [
          [0, 4],
          [4, 6],
        ],
      },
      { bodyLength: 10 },
      null,
    ],
    [
      'a buffer beyond it',
      {
        buffers: [
          [0, 4],
          [4, 7],
        ],
      },
      { bodyLength: 10 },
      'a column points beyond its batch',
    ],
    ['a buffer that begins too early', { buffers: [[-1, 4]] }, {}, 'a column points beyond its batch'],
    ['a buffer of less than nothing', { buffers: [[4, -1]] }, {}, 'a column points beyond its batch'],
  ])('has %s', async (_, batch, { length, bodyLength }, wanted) => {
    expect(await fault(batchMessage(batch), length, bodyLength)).toBe(wanted);
  });

  const mega = 1024 * 1024;
  it.each<[string, Batch, number[], string | null]>([
    ['no bytes', { buffers: [[0, 0]] }, [-2], null],
    ['less than their length', { buffers: [[0, 7]] }, [1], 'a column is truncated'],
    ['their length alone', { buffers: [[0, 8]] }, [0], null],
    ['less than nothing', { buffers: [[0, 9]] }, [-2], 'a column unpacks to -2 bytes'],
    ['some that are stored as they are', { rows: 8, buffers: [[0, 9]] }, [-1], null],
    ['fewer that are stored than rows need', { rows: 9, buffers: [[0, 9]] }, [-1], 'a batch has 9 rows in 1 bytes'],
    ['as many as rows need', { rows: 160, buffers: [[0, 9]] }, [20], null],
    ['fewer than rows need', { rows: 161, buffers: [[0, 9]] }, [20], 'a batch has 161 rows in 20 bytes'],
    [
      'as many as may be',
      {
        buffers: [
          [0, 9],
          [10, 9],
        ],
      },
      [mega - 9, 9],
      null,
    ],
  ])('may be packed in buffers of %s', async (_, batch, unpacked, wanted) => {
    expect(await fault(batchMessage({ ...batch, isPacked: true }), 1000, 100, unpacked)).toBe(wanted);
  });

  it('unpacks to no more than it may, and says so', async () => {
    const message = batchMessage({
      buffers: [
        [0, 9],
        [10, 9],
      ],
      isPacked: true,
    });
    expect(await fault(message, 1000, 100, [mega - 9, 10])).toMatch(/^A batch of it unpacks to more than 1 MB\./);
    const plain = batchMessage({ buffers: [[0, 2 * mega]] });
    expect(await fault(plain, 1000, 2 * mega)).toBeNull();
  });

  it('may be one of a dictionary, and is nothing else', async () => {
    const more = { rows: 41, buffers: [[0, 5]] } as const;
    expect(await fault(dictionaryMessage(more))).toBe('a batch has 41 rows in 5 bytes');
    expect(await fault(dictionaryMessage({ ...more, rows: 40 }))).toBeNull();
    expect(await fault(dictionaryMessage(null))).toBe('a batch does not tell its number of rows');
    const builder = new Builder();
    expect(await fault(finished(builder, MessageHeader.Tensor, writeBatch(builder, {})))).toBe(
      'it has a message of an unknown kind',
    );
  });
});
