import { Message, RecordBatch } from 'apache-arrow/ipc/metadata/message';
import type { NumberArray } from '../protocol/streams/stream.js';
import { ALIGNMENT, aligned, arrowLayout, arrowSchema, type Column, layoutOf } from './columns.js';

/** Stands before each message's length, and tells it from the format before Arrow 0.15. */
export const CONTINUATION = 0xff_ff_ff_ff;

/** Bytes of the continuation mark and the length of the metadata. */
export const PREFIX_BYTES = 8;

/** The last message of a stream. A stream without it is read to its last whole message. */
export const END_OF_STREAM: Uint8Array = prefixed(new Uint8Array(), 0);

/** First message of an Arrow IPC stream. */
export function encodeSchema(columns: readonly Column[], metadata: ReadonlyMap<string, string>): Uint8Array {
  return prefixed(Message.encode(Message.from(arrowSchema(columns, metadata))), 0);
}

/**
 * Rows as one message of an Arrow IPC stream.
 * @param arrays for each column its values, `rows` times its width.
 */
export function encodeRows(columns: readonly Column[], rows: number, arrays: readonly NumberArray[]): Uint8Array {
  const { values, bodyLength } = layoutOf(columns, rows);
  const { nodes, buffers } = arrowLayout(columns, rows);
  const header = new RecordBatch(rows, nodes, buffers, null);
  const message = prefixed(Message.encode(Message.from(header, bodyLength)), bodyLength);
  const body = message.subarray(message.length - bodyLength);
  for (const [index, { offset, length }] of values.entries()) {
    const array = arrays[index];
    if (array?.byteLength !== length) throw new RangeError(`Column ${index} needs ${length} bytes`);
    body.set(new Uint8Array(array.buffer, array.byteOffset, length), offset);
  }
  return message;
}

/** The message with its metadata in place and room for its body. */
function prefixed(metadata: Uint8Array, bodyLength: number): Uint8Array {
  const metadataLength = aligned(metadata.length);
  const message = new Uint8Array(PREFIX_BYTES + metadataLength + bodyLength);
  const view = new DataView(message.buffer);
  view.setUint32(0, CONTINUATION, true);
  view.setUint32(ALIGNMENT / 2, metadataLength, true);
  message.set(metadata, PREFIX_BYTES);
  return message;
}
