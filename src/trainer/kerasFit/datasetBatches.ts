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

/** Batches of such data that is kept as a whole: rows in the order that the data has for each pass. */
export class DatasetRows implements BatchSource {
  readonly batches: number;
  readonly samples: number;

  /** @param whole inputs, targets, weights; the caller disposes of them */
  constructor(
    readonly whole: readonly Tensor[],
    readonly batchSize: number,
    private readonly order: (pass: number) => Uint32Array,
  ) {
    this.samples = whole[0]?.shape[0] ?? 0;
    this.batches = Math.ceil(this.samples / batchSize);
  }

  *pass(pass: number): Iterable<Batch> {
    for (const rows of rowsOfBatches(this.order(pass), this.batchSize)) {
      yield { data: this.whole, rows, size: rows.length };
    }
  }
}

export function* rowsOfBatches(order: Uint32Array, batchSize: number): Generator<Int32Array> {
  for (let start = 0; start < order.length; start += batchSize) {
    yield Int32Array.from(order.subarray(start, start + batchSize));
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
