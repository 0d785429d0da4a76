import type { FitSummary } from '../protocol/fit.js';
import { arraysOf, type NumberArray, type Stream, type StreamRows } from '../protocol/streams/stream.js';
import { encodeRows, encodeSchema } from './arrowStream.js';
import { allocate } from './columns.js';
import { fileMetadata, type StoredField, storedFields } from './schema.js';

/** Turns what a fit records into the bytes of a file: first the start, then one or more pieces, then END_OF_STREAM. */
export interface RecordsEncoder {
  /** What the file begins with. */
  readonly start: Uint8Array;
  encode(records: StreamRows): Uint8Array;
}

export function recordsEncoder(stream: Stream, summary: FitSummary): RecordsEncoder {
  const fields = storedFields(stream, summary);
  const columns = fields.flatMap((field) => field.columns);
  return {
    start: encodeSchema(columns, fileMetadata(stream, summary)),
    encode(records) {
      const arrays = new Map(arraysOf(records));
      const values = fields.flatMap((field) => gather(field, arrays.get(field.name) ?? [], records.rows));
      return encodeRows(columns, records.rows, values);
    },
  };
}

/** From rows of a whole field to its columns. */
function gather({ columns, width }: StoredField, source: ArrayLike<number>, rows: number): NumberArray[] {
  return columns.map((column) => {
    const target = allocate(column, rows);
    const items = column.width ?? 1;
    let to = 0;
    for (let row = 0; row < rows; row++) {
      let from = row * width + column.start;
      for (let item = 0; item < items; item++, from += column.stride) target[to++] = source[from] ?? Number.NaN;
    }
    return target;
  });
}
