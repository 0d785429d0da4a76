import type { FitSummary } from '../protocol/fit.js';
import type { HistogramRecord, RecordBatch } from '../protocol/records.js';
import { STATISTIC_COUNT, statisticIndex } from '../protocol/statistics.js';
import { encodeRows, encodeSchema } from './arrowStream.js';
import { allocate, type Column, type ColumnArray } from './columns.js';
import {
  FIXED_COLUMNS,
  histogramColumns,
  histogramMetadata,
  recordColumns,
  recordMetadata,
  STEP_COLUMN,
} from './schema.js';

/** Turns what a fit records into the bytes of its two files: first the start, then one or more pieces, then END_OF_STREAM. */
export interface FitEncoder<T> {
  /** What the file begins with. */
  readonly start: Uint8Array;
  encode(records: T): Uint8Array;
}

/** A column with where its values come from. */
interface Source {
  readonly column: Column;
  read(batch: RecordBatch): ColumnArray;
}

export function recordsEncoder(summary: FitSummary): FitEncoder<RecordBatch> {
  const sources = recordSources(summary);
  const columns = sources.map(({ column }) => column);
  return {
    start: encodeSchema(columns, recordMetadata(summary)),
    encode: (batch) =>
      encodeRows(
        columns,
        batch.rows,
        sources.map(({ read }) => read(batch)),
      ),
  };
}

function recordSources(summary: FitSummary): Source[] {
  const { metrics, statistics } = recordColumns(summary);
  const metricCount = summary.metrics.length;
  const rowStride = summary.variables.length * STATISTIC_COUNT;
  return [
    ...(['step', 'epoch', 'time', 'loss'] as const).map((name): Source => {
      return { column: FIXED_COLUMNS[name], read: (batch) => ownCopy(FIXED_COLUMNS[name], batch[name]) };
    }),
    ...metrics.map((column, start): Source => {
      const stride = { rowStride: metricCount, start, stride: 1 };
      return { column, read: ({ rows, metrics: values }) => gather(column, values, rows, stride) };
    }),
    ...statistics.map(({ statistic, column }): Source => {
      const stride = { rowStride, start: statisticIndex(0, statistic), stride: STATISTIC_COUNT };
      return { column, read: ({ rows, statistics: values }) => gather(column, values, rows, stride) };
    }),
  ];
}

export function histogramsEncoder(summary: FitSummary): FitEncoder<HistogramRecord> {
  const ofVariables = histogramColumns(summary);
  const columns = [STEP_COLUMN, ...ofVariables];
  return {
    start: encodeSchema(columns, histogramMetadata(summary)),
    encode({ step, counts }) {
      let at = 0;
      const values = ofVariables.map(({ width }) => {
        const start = at;
        at += width ?? 1;
        return new Uint32Array(counts.slice(start, at));
      });
      return encodeRows(columns, 1, [Int32Array.of(step), ...values]);
    },
  };
}

function ownCopy(column: Column, values: ArrayLike<number>): ColumnArray {
  const copy = allocate(column, values.length);
  copy.set(values);
  return copy;
}

/** From rows of everything to one column: its width's values a row, `stride` apart. */
function gather(
  column: Column,
  source: Float32Array,
  rows: number,
  { rowStride, start, stride }: Record<'rowStride' | 'start' | 'stride', number>,
): ColumnArray {
  const target = allocate(column, rows);
  const width = column.width ?? 1;
  let to = 0;
  for (let row = 0; row < rows; row++) {
    let from = row * rowStride + start;
    for (let index = 0; index < width; index++, from += stride) target[to++] = source[from] ?? Number.NaN;
  }
  return target;
}
