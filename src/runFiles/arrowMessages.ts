import { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { Schema } from 'apache-arrow/fb/schema';
import { ByteBuffer } from 'flatbuffers';
import { CONTINUATION, PREFIX_BYTES } from './arrowStream.js';
import type { ByteSource } from './byteSource.js';
import { ALIGNMENT, type Column, type ColumnArray, columnOf, layoutOf } from './columns.js';

/** Metadata of ours has a few KB, or some MB for a model of thousands of layers; more is garbage. */
const MAX_METADATA_BYTES = 64 * 1024 * 1024;

/** Entries that a schema's metadata may have; ours has one. */
const MAX_METADATA_ENTRIES = 16;

/** Rows of an Arrow stream whose values have not been read yet. */
export interface StoredRows {
  readonly rows: number;
  /** The values of one column; null where the file has no such bytes. */
  load(column: number): ColumnArray | null;
}

/** Metadata of the stream's schema; null where the bytes do not begin with a whole one. */
export function readSchemaMetadata(source: ByteSource): ReadonlyMap<string, string> | null {
  return orNull(() => {
    const first = readMessage(source, 0);
    if (first?.message.headerType() !== MessageHeader.Schema) return null;
    const schema: Schema | null = first.message.header(new Schema());
    const metadata = new Map<string, string>();
    const entries = Math.min(schema?.customMetadataLength() ?? 0, MAX_METADATA_ENTRIES);
    for (let index = 0; index < entries; index++) {
      const entry = schema?.customMetadata(index);
      metadata.set(entry?.key() ?? '', entry?.value() ?? '');
    }
    return metadata;
  });
}

/**
 * The whole pieces of a stream in order, up to its end or to the first bytes that do not read as one: a process that is killed
 * leaves half a message, a disk that loses power leaves anything.
 */
export function* storedRows(source: ByteSource, columns: readonly Column[]): Generator<StoredRows> {
  const first = orNull(() => readMessage(source, 0));
  if (!first) return;
  let at = first.bodyAt + first.bodyLength;
  for (;;) {
    const next = orNull(() => readRows(source, at, columns));
    if (!next) return;
    yield next.stored;
    at = next.end;
  }
}

function readRows(
  source: ByteSource,
  at: number,
  columns: readonly Column[],
): { stored: StoredRows; end: number } | null {
  const found = readMessage(source, at);
  if (found?.message.headerType() !== MessageHeader.RecordBatch) return null;
  const header: RecordBatch | null = found.message.header(new RecordBatch());
  const rows = Number(header?.length() ?? 0);
  const { bodyLength, values } = layoutOf(columns, rows);
  if (rows <= 0 || bodyLength !== found.bodyLength) return null;
  const load = (index: number) => {
    const column = columns[index];
    const place = values[index];
    const bytes = place ? source.read(found.bodyAt + place.offset, place.length) : null;
    return column && bytes ? columnOf(column, bytes.buffer) : null;
  };
  return { stored: { rows, load }, end: found.bodyAt + bodyLength };
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
