import type { RecordBatch } from '../../protocol/streams/batches.js';
import type { LatestBatch } from '../types.js';

/** The last row of records that have any. */
export function latestOf(records: RecordBatch): LatestBatch {
  const row = records.rows - 1;
  return {
    step: records.step[row] ?? 0,
    epoch: records.epoch[row] ?? 0,
    loss: records.loss[row] ?? Number.NaN,
    metrics: records.metrics.slice((row * records.metrics.length) / records.rows),
    statistics: records.statistics.slice((row * records.statistics.length) / records.rows),
  };
}
