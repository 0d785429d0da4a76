import type { DataBatch } from '../../datasets/types.js';
import type { BatchTensors } from './dataTensors.js';

/** What `fitDataset` takes: the part of a `tf.data.Dataset` that it uses. */
export interface BatchDataset {
  iterator(): Promise<AsyncIterator<BatchTensors>>;
  readonly batchSize: number;
  /** Batches in an epoch, where that is known: for progress. */
  readonly size: number | undefined;
}

/** @param read starts reading anew; called when the first batch of an epoch is asked for */
export function batchDataset(
  read: () => AsyncIterable<DataBatch>,
  toTensors: (batch: DataBatch) => BatchTensors,
  batchSize: number,
  rows: number | null,
): BatchDataset {
  async function* batches(): AsyncGenerator<BatchTensors> {
    for await (const batch of read()) yield toTensors(batch);
  }
  return { iterator: async () => batches(), batchSize, size: rows === null ? undefined : Math.ceil(rows / batchSize) };
}
