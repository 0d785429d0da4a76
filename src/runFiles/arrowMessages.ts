import { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { Schema } from 'apache-arrow/fb/schema';
import { ByteBuffer } from 'flatbuffers';
import type { NumberArray } from '../protocol/streams/stream.js';
import { CONTINUATION, PREFIX_BYTES } from './arrowStream.js';
import type { ByteSource } from './byteSource.js';
import { ALIGNMENT, type Column, columnBytes, columnOf } from './columns.js';
import { type FileColumn, fileColumns } from './fileColumns.js';

/** Metadata of ours has a few KB, or some MB for a model of thousands of layers; more is garbage. */
const MAX_METADATA_BYTES = 64 * 1024 * 1024;

/** Entries that a schema's metadata may have; ours has two or three. */
const MAX_METADATA_ENTRIES = 16;

/** An Arrow stream, read by what its own schema says. */
export interface StoredStream {
  readonly metadata: ReadonlyMap<string, string>;
  /** Whether it has a column of that name with so many values a row. */
  has(column: Pick<Column, 'name' | 'width'>): boolean;
  /**
   * The whole pieces in order, up to the stream's end or to the first bytes that do not read as one: a process that is killed
   * leaves half a message, a disk that loses power leaves anything.
   */
  pieces(): Generator<StoredRows>;
}

/** Rows of an Arrow stream whose values have not been read yet. */
export interface StoredRows {
  readonly rows: number;
  /** The values of a column that the stream has; null where it has none such, or the bytes cannot be read. */
  load(column: Pick<Column, 'name' | 'width'>): NumberArray | null;
}

/** Null where the bytes do not begin with a whole schema. */
export function openStream(source: ByteSource): StoredStream | null {
  return orNull(() => {
    const first = readMessage(source, 0);
    if (first?.message.headerType() !== MessageHeader.Schema) return null;
    const schema: Schema | null = first.message.header(new Schema());
    if (!schema) return null;
    const columns = fileColumns(schema);
    const find = ({ name, width }: Pick<Column, 'name' | 'width'>): FileColumn | null => {
      const column = columns.get(name);
      return column?.width === width ? column : null;
    };
    return {
      metadata: metadataOf(schema),
      has: (column) => find(column) !== null,
      pieces: () => storedRows(source, first.bodyAt + first.bodyLength, { all: [...columns.values()], find }),
    };
  });
}

interface Columns {
  readonly all: readonly FileColumn[];
  find(column: Pick<Column, 'name' | 'width'>): FileColumn | null;
}

function metadataOf(schema: Schema): ReadonlyMap<string, string> {
  const metadata = new Map<string, string>();
  const entries = Math.min(schema.customMetadataLength(), MAX_METADATA_ENTRIES);
  for (let index = 0; index < entries; index++) {
    const entry = schema.customMetadata(index);
    metadata.set(entry?.key() ?? '', entry?.value() ?? '');
  }
  return metadata;
}

function* storedRows(source: ByteSource, start: number, columns: Columns): Generator<StoredRows> {
  // Without a column nothing would tell how many rows there can be.
  if (columns.all.length === 0) return;
  for (let at = start; ; ) {
    const next = orNull(() => readRows(source, at, columns));
    if (!next) return;
    if (next.stored) yield next.stored;
    at = next.end;
  }
}

/** @returns no rows for a dictionary, which only columns of no run's file have */
function readRows(
  source: ByteSource,
  at: number,
  { all, find }: Columns,
): { stored: StoredRows | null; end: number } | null {
  const found = readMessage(source, at);
  const kind = found?.message.headerType();
  if (!found || (kind !== MessageHeader.RecordBatch && kind !== MessageHeader.DictionaryBatch)) return null;
  const end = found.bodyAt + found.bodyLength;
  if (kind === MessageHeader.DictionaryBatch) return { stored: null, end };
  const header: RecordBatch | null = found.message.header(new RecordBatch());
  if (!header || header.compression()) return null;
  const rows = Number(header.length());
  const placeOf = (column: FileColumn): number | null => {
    const offset = Number(header.buffers(column.buffer)?.offset() ?? -1n);
    return offset >= 0 && offset + columnBytes(column, rows) <= found.bodyLength ? offset : null;
  };
  if (rows <= 0 || all.some((column) => placeOf(column) === null)) return null;
  const load: StoredRows['load'] = (wanted) => {
    const column = find(wanted);
    const offset = column && placeOf(column);
    if (!column || offset === null) return null;
    const bytes = source.read(found.bodyAt + offset, columnBytes(column, rows));
    return bytes && columnOf(column, bytes.buffer);
  };
  return { stored: { rows, load }, end };
}

function readMessage(source: ByteSource, at: number): { message: Message; bodyAt: number; bodyLength: number } | null {
  const prefix = source.read(at, PREFIX_BYTES);
  if (!prefix) return null;
  const view = new DataView(prefix.buffer);
  const metadataLength = view.getUint32(ALIGNMENT / 2, true);
  if (view.getUint32(0, true) !== CONTINUATION || metadataLength === 0 || metadataLength > MAX_METADATA_BYTES)
    return null;
  const metadata = source.read(at + PREFIX_BYTES, metadataLength);
  if (!metadata) return null;
  const message = Message.getRootAsMessage(new ByteBuffer(metadata));
  const bodyAt = at + PREFIX_BYTES + metadataLength;
  const bodyLength = Number(message.bodyLength());
  const whole = bodyLength === 0 || (bodyLength > 0 && source.read(bodyAt + bodyLength - 1, 1) !== null);
  return whole ? { message, bodyAt, bodyLength } : null;
}

/** The library reads offsets from the bytes as they are, and throws where they lead nowhere. */
function orNull<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
