import type { FitSummary } from '../protocol/fit.js';
import type { HistogramRecord, RecordBatch } from '../protocol/records.js';
import { STATISTIC_COUNT, STATISTICS } from '../protocol/statistics.js';
import { encodeRows, encodeSchema } from './arrowStream.js';
import { allocate, type ColumnArray } from './columns.js';
import { histogramColumns, histogramMetadata, recordColumns, recordMetadata } from './schema.js';

/** Turns what a fit records into the bytes of its two files: first the start, then one or more pieces, then END_OF_STREAM. */
export interface FitEncoder<T> {
  /** What the file begins with. */
  readonly start: Uint8Array;
  encode(records: T): Uint8Array;
}

export function recordsEncoder(summary: FitSummary): FitEncoder<RecordBatch> {
  const columns = recordColumns(summary);
  const variables = summary.variables.length;
  const metrics = summary.metrics.length;

  return {
    start: encodeSchema(columns, recordMetadata(summary)),
    encode(batch) {
      const { rows } = batch;
      const owned = columns.map((column) => allocate(column, rows));
      const [step, epoch, time, loss, ...others] = owned;
      for (const [target, source] of [
        [step, batch.step],
        [epoch, batch.epoch],
        [time, batch.time],
        [loss, batch.loss],
      ] as const) {
        target?.set(source);
      }
      for (let metric = 0; metric < metrics; metric++) {
        gather(others[metric], batch.metrics, { rows, width: 1, rowStride: metrics, start: metric, stride: 1 });
      }
      const rowStride = variables * STATISTIC_COUNT;
      for (const start of STATISTICS.keys()) {
        const target = others[metrics + start];
        gather(target, batch.statistics, { rows, width: variables, rowStride, start, stride: STATISTIC_COUNT });
      }
      return encodeRows(columns, rows, owned);
    },
  };
}

export function histogramsEncoder(summary: FitSummary): FitEncoder<HistogramRecord> {
  const columns = histogramColumns(summary);
  return {
    start: encodeSchema(columns, histogramMetadata(summary)),
    encode({ step, counts }) {
      let at = 0;
      const values = columns.slice(1).map(({ width }) => {
        const start = at;
        at += width ?? 1;
        return new Uint32Array(counts.slice(start, at));
      });
      return encodeRows(columns, 1, [Int32Array.of(step), ...values]);
    },
  };
}

/** From rows of everything to one column: `width` values a row, `stride` apart. */
function gather(
  target: ColumnArray | undefined,
  source: Float32Array,
  { rows, width, rowStride, start, stride }: Record<'rows' | 'width' | 'rowStride' | 'start' | 'stride', number>,
): void {
  if (!target) return;
  let to = 0;
  for (let row = 0; row < rows; row++) {
    let from = row * rowStride + start;
    for (let index = 0; index < width; index++, from += stride) target[to++] = source[from] ?? Number.NaN;
  }
}
