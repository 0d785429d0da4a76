import type { DataBatch, Dataset } from '../../datasets/types.js';
import type { Tensor } from '../../tfjs/tfjs.js';
import type { Batch, BatchSource } from './batchSource.js';

/** Batches of data that a person picked, read as they are needed. */
export class DatasetBatches implements BatchSource {
  readonly batches: number | null;

  constructor(
    readonly samples: number | null,
    readonly batchSize: number,
    private readonly read: (pass: number) => AsyncIterable<DataBatch>,
    private readonly toTensors: (batch: DataBatch) => readonly Tensor[],
  ) {
    this.batches = samples === null ? null : Math.ceil(samples / batchSize);
  }

  async *pass(pass: number): AsyncIterable<Batch> {
    for await (const batch of this.read(pass)) {
      yield { data: this.toTensors(batch), rows: null, size: batch.rows };
    }
  }
}

/** Null where the dataset keeps nothing for validation. */
export function validationBatches(
  dataset: Dataset,
  batchSize: number,
  toTensors: (batch: DataBatch) => readonly Tensor[],
): DatasetBatches | null {
  if (dataset.validation({ batchSize }) === null) return null;
  const read = () => dataset.validation({ batchSize }) ?? nothing();
  return new DatasetBatches(dataset.description.validationRows, batchSize, read, toTensors);
}

async function* nothing(): AsyncGenerator<DataBatch> {}
