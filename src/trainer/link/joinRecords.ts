import { arraysOf, type NumberArray, newArray } from '../../protocol/streams/stream.js';
import { type Records, streamOf } from '../../protocol/streams/streams.js';

/** Consecutive records of one stream of one fit, none of them empty, as one. */
export function joinRecords<R extends Records>(batches: readonly R[]): R | null {
  const [first] = batches;
  if (!first || batches.length === 1) return first ?? null;
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0);
  const { fields } = streamOf(first);
  const joined = new Map<string, NumberArray>();
  for (const [name, { length }] of arraysOf(first)) {
    joined.set(name, newArray(fields[name]?.type ?? 'float32', (length / first.rows) * rows));
  }
  let row = 0;
  for (const batch of batches) {
    for (const [name, values] of arraysOf(batch)) joined.get(name)?.set(values, (values.length / batch.rows) * row);
    row += batch.rows;
  }
  return { ...first, rows, ...Object.fromEntries(joined) };
}

export function bytesOf(records: Records): number {
  return arraysOf(records).reduce((sum, [, { byteLength }]) => sum + byteLength, 0);
}
