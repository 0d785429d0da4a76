import type { RecordBatch } from '../../protocol/records.js';

/** Consecutive batches of one fit, none of them empty, as one. */
export function joinRecords(batches: readonly RecordBatch[]): RecordBatch | null {
  const [first] = batches;
  if (!first || batches.length === 1) return first ?? null;
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0);
  const metrics = first.metrics.length / first.rows;
  const statistics = first.statistics.length / first.rows;
  const joined = {
    fit: first.fit,
    rows,
    step: new Int32Array(rows),
    epoch: new Int32Array(rows),
    time: new Float64Array(rows),
    loss: new Float32Array(rows),
    metrics: new Float32Array(rows * metrics),
    statistics: new Float32Array(rows * statistics),
  };
  let row = 0;
  for (const batch of batches) {
    joined.step.set(batch.step, row);
    joined.epoch.set(batch.epoch, row);
    joined.time.set(batch.time, row);
    joined.loss.set(batch.loss, row);
    joined.metrics.set(batch.metrics, row * metrics);
    joined.statistics.set(batch.statistics, row * statistics);
    row += batch.rows;
  }
  return joined;
}

export function bytesOf({ step, epoch, time, loss, metrics, statistics }: RecordBatch): number {
  return [step, epoch, time, loss, metrics, statistics].reduce((sum, column) => sum + column.byteLength, 0);
}
