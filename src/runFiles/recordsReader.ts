import type { FitSummary } from '../protocol/fit.js';
import { HISTOGRAM_BINS } from '../protocol/histogramBins.js';
import type { HistogramRecord, RecordBatch } from '../protocol/records.js';
import { STATISTIC_COUNT, STATISTICS } from '../protocol/statistics.js';
import { type StoredRows, storedRows } from './arrowMessages.js';
import type { ByteSource } from './byteSource.js';
import type { ColumnArray } from './columns.js';
import { histogramColumns, placeOf, recordColumns } from './schema.js';

/**
 * The batches of a fit's file that are whole, in order; a cut or damaged rest is left out.
 * @param from skips what lies before this batch without reading its values.
 */
export function* readRecords(source: ByteSource, summary: FitSummary, from = 0): Generator<RecordBatch> {
  let index = 0;
  let last = -1;
  for (const stored of storedRows(source, recordColumns(summary))) {
    index += stored.rows;
    if (index > from) {
      const batch = toBatch(summary, stored);
      if (!batch || !rises(batch.step, last)) return;
      last = batch.step.at(-1) ?? last;
      yield batch;
    }
  }
}

/**
 * One value of each row of loss, metrics and statistics, read without the others.
 * @param index where it stands in the row.
 * @param to the batch before which to end.
 */
export function* readValues(
  source: ByteSource,
  summary: FitSummary,
  { index, from, to }: Record<'index' | 'from' | 'to', number>,
): Generator<{ readonly batch: number; readonly value: number }> {
  const { column, width, item } = placeOf(summary, index);
  let start = 0;
  for (const stored of storedRows(source, recordColumns(summary))) {
    if (start >= to) return;
    const end = start + stored.rows;
    if (end > from) {
      const values = stored.load(column);
      if (!values) return;
      for (let batch = Math.max(from, start); batch < Math.min(to, end); batch++) {
        yield { batch, value: values[(batch - start) * width + item] ?? Number.NaN };
      }
    }
    start = end;
  }
}

/** The histograms of a fit's file that are whole, in order. */
export function* readHistograms(source: ByteSource, summary: FitSummary): Generator<HistogramRecord> {
  for (const stored of storedRows(source, histogramColumns(summary))) {
    const steps = stored.load(0);
    const variables = summary.variables.map((_, index) => stored.load(1 + index)).filter((values) => values !== null);
    if (!steps || variables.length < summary.variables.length) return;
    for (const [row, step] of steps.entries()) {
      const counts = new Uint32Array(variables.length * HISTOGRAM_BINS);
      for (const [index, values] of variables.entries()) {
        counts.set(values.subarray(row * HISTOGRAM_BINS, (row + 1) * HISTOGRAM_BINS), index * HISTOGRAM_BINS);
      }
      yield { fit: summary.fit, step, counts };
    }
  }
}

function toBatch(summary: FitSummary, { rows, load }: StoredRows): RecordBatch | null {
  const [step, epoch, time, loss, ...others] = recordColumns(summary).map((_, index) => load(index));
  if (
    !(step instanceof Int32Array && epoch instanceof Int32Array) ||
    !(time instanceof Float64Array && loss instanceof Float32Array)
  ) {
    return null;
  }
  const metricCount = summary.metrics.length;
  const variables = summary.variables.length;
  const metrics = new Float32Array(rows * metricCount);
  const statistics = new Float32Array(rows * variables * STATISTIC_COUNT);
  for (let metric = 0; metric < metricCount; metric++) {
    scatter(others[metric], metrics, { start: metric, stride: metricCount });
  }
  for (const start of STATISTICS.keys()) {
    scatter(others[metricCount + start], statistics, { start, stride: STATISTIC_COUNT });
  }
  return { fit: summary.fit, rows, step, epoch, time, loss, metrics, statistics };
}

function scatter(
  source: ColumnArray | null | undefined,
  target: Float32Array,
  { start, stride }: Record<'start' | 'stride', number>,
): void {
  let to = start;
  for (const value of source ?? []) {
    target[to] = value;
    to += stride;
  }
}

/** Batch numbers rise, so zeros or other bytes in their place show. */
function rises(steps: Int32Array, last: number): boolean {
  return steps.every((step, index) => step > (index === 0 ? last : (steps[index - 1] ?? last)));
}
