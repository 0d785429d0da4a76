import { DictionaryBatch } from 'apache-arrow/fb/dictionary-batch';
import type { Field } from 'apache-arrow/fb/field';
import type { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { Schema } from 'apache-arrow/fb/schema';
import type { DataLimits } from '../../../protocol/data.js';
import { tooMuchUnpacked, unpackedBytes } from '../../limits.js';

/** What stands around a message. */
export interface MessagePlace {
  /** Bytes of its metadata. */
  readonly length: number;
  readonly bodyLength: number;
  /** The number at a byte of its body. */
  int64(offset: number): Promise<number>;
}

/** Least bytes that a field, a node or a buffer takes in the metadata. */
const LEAST_FIELD = 4;
const NODE = 16;
const BUFFER = 16;
const COUNT = 8;
const MOST_LEVELS = 64;
/** Says that a buffer in a compressed body is stored as it is. */
const STORED = -1;
const LENGTH_BYTES = 8;

/** @throws {Error} where a message says more than it can hold */
export async function checkMessage(message: Message, place: MessagePlace, limits: DataLimits): Promise<void> {
  switch (message.headerType()) {
    case MessageHeader.Schema:
      return checkSchema(message.header(new Schema()) as Schema | null, place.length);
    case MessageHeader.RecordBatch:
      return checkBatch(message.header(new RecordBatch()) as RecordBatch | null, place, limits);
    case MessageHeader.DictionaryBatch:
      return checkBatch(
        (message.header(new DictionaryBatch()) as DictionaryBatch | null)?.data() ?? null,
        place,
        limits,
      );
    default:
      throw new Error('it has a message of an unknown kind');
  }
}

/** @param length bytes of the metadata that the schema is part of */
export function checkSchema(schema: Schema | null, length: number): void {
  if (!schema) throw new Error('its columns are missing');
  let left = Math.floor(length / LEAST_FIELD);
  const spend = (count: number) => {
    left -= count;
    if (count < 0 || left < 0) throw new Error('it lists more columns than fit');
  };
  const visit = (field: Field | null, level: number): void => {
    if (!field || level > MOST_LEVELS) throw new Error('its columns are nested endlessly');
    spend(field.customMetadataLength());
    spend(field.childrenLength());
    for (let index = 0; index < field.childrenLength(); index++) visit(field.children(index), level + 1);
  };
  spend(schema.customMetadataLength());
  spend(schema.fieldsLength());
  for (let index = 0; index < schema.fieldsLength(); index++) visit(schema.fields(index), 0);
}

async function checkBatch(batch: RecordBatch | null, place: MessagePlace, limits: DataLimits): Promise<void> {
  if (!batch) throw new Error('a batch does not tell its number of rows');
  const [nodes, buffers] = [batch.nodesLength(), batch.buffersLength()];
  if (nodes * NODE + buffers * BUFFER + batch.variadicBufferCountsLength() * COUNT > place.length) {
    throw new Error('a batch lists more buffers than fit');
  }
  const bytes = await unpackedLength(batch, place, limits);
  // A value takes at least a bit, and one column's bytes stand for those of nulls, which may take none.
  const most = 8 * bytes;
  const rows = Number(batch.length());
  if (!(rows >= 0 && rows <= most)) throw new Error(`a batch has ${rows} rows in ${bytes} bytes`);
  for (let index = 0; index < nodes; index++) {
    const node = batch.nodes(index);
    const [length, nulls] = [Number(node?.length() ?? -1), Number(node?.nullCount() ?? -1)];
    if (!(length >= 0 && length <= most)) throw new Error(`a column has ${length} values in ${bytes} bytes`);
    if (nulls > length) throw new Error(`a column is missing ${nulls} of ${length} values`);
  }
}

async function unpackedLength(batch: RecordBatch, place: MessagePlace, limits: DataLimits): Promise<number> {
  const isPacked = batch.compression() !== null;
  let sum = 0;
  for (let index = 0; index < batch.buffersLength(); index++) {
    const buffer = batch.buffers(index);
    const [offset, length] = [Number(buffer?.offset() ?? -1), Number(buffer?.length() ?? -1)];
    if (!(offset >= 0 && length >= 0 && offset + length <= place.bodyLength)) {
      throw new Error('a column points beyond its batch');
    }
    sum += isPacked && length > 0 ? await packedLength(place, offset, length) : length;
    if (isPacked && sum > unpackedBytes(limits)) throw tooMuchUnpacked('A batch of it', limits);
  }
  return sum;
}

/** What a packed buffer says that it unpacks to. */
async function packedLength(place: MessagePlace, offset: number, length: number): Promise<number> {
  if (length < LENGTH_BYTES) throw new Error('a column is truncated');
  const unpacked = await place.int64(offset);
  if (unpacked < STORED) throw new Error(`a column unpacks to ${unpacked} bytes`);
  return unpacked === STORED ? length - LENGTH_BYTES : unpacked;
}
