import * as v from 'valibot';
import type { FitSummary } from '../protocol/fit.js';
import type { SeriesOf } from '../protocol/seriesKey.js';
import { batchStream, seriesPlace } from '../protocol/streams/batches.js';
import { type NumberArray, newArray, type Stream } from '../protocol/streams/stream.js';
import type { StoredRows, StoredStream } from './arrowMessages.js';
import type { ByteSource } from './byteSource.js';
import { columnAt, openFitFile, type StoredField, storedFields } from './schema.js';

/** Values that one piece may fill; a piece of a file has a quarter of a second's. */
const MOST_VALUES = 2 ** 27;

/**
 * The records of a fit's file that are whole, in order; a cut or damaged rest is left out. What the file has no column for is NaN, or 0.
 * @param from skips what lies before this row without reading its values.
 */
export function* readRecords<const S extends Stream>(
  stream: S,
  source: ByteSource,
  summary: FitSummary,
  from = 0,
): Generator<v.InferOutput<S['schema']>> {
  const file = openFitFile(source);
  if (!file) return;
  const fields = storedFields(stream, summary);
  let index = 0;
  let last = -1;
  for (const stored of file.pieces()) {
    index += stored.rows;
    if (index <= from) continue;
    const arrays = readFields(file, fields, stored);
    const steps = arrays?.step;
    if (!steps || !rises(steps, last)) return;
    last = steps.at(-1) ?? last;
    const records = { stream: stream.name, fit: summary.fit, rows: stored.rows, ...arrays };
    if (!v.is(stream.schema, records)) return;
    yield records;
  }
}

/**
 * One series, read without the others; NaN where the file has no column for it.
 * @param to the batch before which to end.
 */
export function* readValues(
  source: ByteSource,
  summary: FitSummary,
  { series, from, to }: { readonly series: SeriesOf; readonly from: number; readonly to: number },
): Generator<{ readonly batch: number; readonly value: number }> {
  const file = openFitFile(source);
  const { field: name, at } = seriesPlace(series);
  const field = storedFields(batchStream, summary).find((each) => each.name === name);
  const place = field && columnAt(field, at);
  if (!file || !place) return;
  const { column, item } = place;
  const width = column.width ?? 1;
  const isThere = file.has(column);
  let start = 0;
  for (const stored of file.pieces()) {
    if (start >= to) return;
    const end = start + stored.rows;
    if (end > from) {
      const values = isThere ? stored.load(column) : null;
      if (isThere && !values) return;
      for (let batch = Math.max(from, start); batch < Math.min(to, end); batch++) {
        yield { batch, value: values?.[(batch - start) * width + item] ?? Number.NaN };
      }
    }
    start = end;
  }
}

/** Null where the piece does not read, or lacks what is needed. */
function readFields(
  file: StoredStream,
  fields: readonly StoredField[],
  { rows, load }: StoredRows,
): Record<string, NumberArray> | null {
  if (fields.reduce((sum, { width }) => sum + width, 0) * rows > MOST_VALUES) return null;
  const arrays: Record<string, NumberArray> = {};
  for (const { name, type, width, isNeeded, columns } of fields) {
    const array = newArray(type, rows * width).fill(Number.NaN);
    for (const column of columns) {
      const values = file.has(column) ? load(column) : null;
      if (values) scatter(values, array, { ...column, rowStride: width });
      else if (isNeeded || file.has(column)) return null;
    }
    arrays[name] = array;
  }
  return arrays;
}

interface Places {
  readonly width: number | null;
  readonly start: number;
  readonly stride: number;
  readonly rowStride: number;
}

/** From a column to its places in the rows of a whole field. */
function scatter(source: NumberArray, target: NumberArray, { width, start, stride, rowStride }: Places): void {
  const items = width ?? 1;
  let from = 0;
  for (let row = start; from < source.length; row += rowStride) {
    for (let item = 0, to = row; item < items; item++, to += stride) target[to] = source[from++] ?? Number.NaN;
  }
}

/** Batch numbers rise, so zeros or other bytes in their place show. */
function rises(steps: NumberArray, last: number): boolean {
  return steps.every((step, index) => step > (index === 0 ? last : (steps[index - 1] ?? last)));
}
