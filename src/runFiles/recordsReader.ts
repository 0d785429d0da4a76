import type { FitSummary } from '../protocol/fit.js';
import { HISTOGRAM_BINS } from '../protocol/histogramBins.js';
import type { HistogramRecord, RecordBatch } from '../protocol/records.js';
import type { SeriesOf } from '../protocol/seriesKey.js';
import { STATISTIC_COUNT, statisticIndex } from '../protocol/statistics.js';
import type { StoredRows, StoredStream } from './arrowMessages.js';
import type { ByteSource } from './byteSource.js';
import type { Column, ColumnArray } from './columns.js';
import { FIXED_COLUMNS, histogramColumns, openFitFile, placeOf, recordColumns, STEP_COLUMN } from './schema.js';

/** Values that one piece may fill; a piece of a file has a quarter of a second's. */
const MOST_VALUES = 2 ** 27;

/**
 * The batches of a fit's file that are whole, in order; a cut or damaged rest is left out. What the file has no column for is NaN.
 * @param from skips what lies before this batch without reading its values.
 */
export function* readRecords(source: ByteSource, summary: FitSummary, from = 0): Generator<RecordBatch> {
  const stream = openFitFile(source);
  if (!stream) return;
  let index = 0;
  let last = -1;
  for (const stored of stream.pieces()) {
    index += stored.rows;
    if (index > from) {
      const batch = toBatch(stream, summary, stored);
      if (!batch || !rises(batch.step, last)) return;
      last = batch.step.at(-1) ?? last;
      yield batch;
    }
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
  const stream = openFitFile(source);
  const place = placeOf(summary, series);
  if (!stream || !place) return;
  const { column, item } = place;
  const width = column.width ?? 1;
  const isThere = stream.has(column);
  let start = 0;
  for (const stored of stream.pieces()) {
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

/** The histograms of a fit's file that are whole, in order. */
export function* readHistograms(source: ByteSource, summary: FitSummary): Generator<HistogramRecord> {
  const columns = histogramColumns(summary);
  for (const stored of openFitFile(source)?.pieces() ?? []) {
    const steps = stored.load(STEP_COLUMN);
    const variables = columns.map((column) => stored.load(column)).filter((values) => values !== null);
    if (!steps || variables.length < columns.length) return;
    for (const [row, step] of steps.entries()) {
      const counts = new Uint32Array(variables.length * HISTOGRAM_BINS);
      for (const [index, values] of variables.entries()) {
        counts.set(values.subarray(row * HISTOGRAM_BINS, (row + 1) * HISTOGRAM_BINS), index * HISTOGRAM_BINS);
      }
      yield { fit: summary.fit, step, counts };
    }
  }
}

function toBatch(stream: StoredStream, summary: FitSummary, { rows, load }: StoredRows): RecordBatch | null {
  const columns = recordColumns(summary);
  const [step, epoch, time] = [FIXED_COLUMNS.step, FIXED_COLUMNS.epoch, FIXED_COLUMNS.time].map(load);
  if (!(step instanceof Int32Array && epoch instanceof Int32Array && time instanceof Float64Array)) return null;
  const metricCount = summary.metrics.length;
  const statisticCount = summary.variables.length * STATISTIC_COUNT;
  if (rows * (1 + metricCount + statisticCount) > MOST_VALUES) return null;
  const loss = new Float32Array(rows).fill(Number.NaN);
  const metrics = new Float32Array(rows * metricCount).fill(Number.NaN);
  const statistics = new Float32Array(rows * statisticCount).fill(Number.NaN);
  const fill = (column: Column, target: Float32Array, places: Record<'start' | 'stride', number>): boolean => {
    if (!stream.has(column)) return true;
    const values = load(column);
    if (values) scatter(values, target, places);
    return values !== null;
  };
  const isWhole =
    fill(FIXED_COLUMNS.loss, loss, { start: 0, stride: 1 }) &&
    columns.metrics.every((column, start) => fill(column, metrics, { start, stride: metricCount })) &&
    columns.statistics.every(({ statistic, column }) =>
      fill(column, statistics, { start: statisticIndex(0, statistic), stride: STATISTIC_COUNT }),
    );
  return isWhole ? { fit: summary.fit, rows, step, epoch, time, loss, metrics, statistics } : null;
}

function scatter(source: ColumnArray, target: Float32Array, { start, stride }: Record<'start' | 'stride', number>) {
  let to = start;
  for (const value of source) {
    target[to] = value;
    to += stride;
  }
}

/** Batch numbers rise, so zeros or other bytes in their place show. */
function rises(steps: Int32Array, last: number): boolean {
  return steps.every((step, index) => step > (index === 0 ? last : (steps[index - 1] ?? last)));
}
