import type { FitSettings } from '../../keras/fitSettings.js';
import type { Tensor } from '../../tfjs/tfjs.js';
import type { Shuffle } from '../seed/seededRun.js';
import type { Batch, BatchSource } from './batchSource.js';

/** What is brought into another order at each pass. */
type Shuffled = NonNullable<FitSettings['shuffle']>;

/** Batches of samples that stay where they are: a batch is the numbers of its rows. */
export class ArrayBatches implements BatchSource {
  readonly batches: number;
  readonly samples: number;

  /** @param whole inputs, targets, weights; the caller disposes of them */
  constructor(
    readonly whole: readonly Tensor[],
    readonly batchSize: number,
    private readonly shuffled: Shuffled,
    private readonly shuffle: Shuffle | null = null,
  ) {
    this.samples = whole[0]?.shape[0] ?? 0;
    this.batches = Math.ceil(this.samples / batchSize);
  }

  *pass(): Iterable<Batch> {
    const { whole: data, batchSize, samples, shuffled } = this;
    const order = Array.from({ length: shuffled === 'batches' ? this.batches : samples }, (_, index) => index);
    if (shuffled !== 'nothing') this.shuffle?.(order);
    for (let batch = 0; batch < this.batches; batch++) {
      const rows =
        shuffled === 'batches'
          ? rowsOfBatch(order[batch] ?? batch, batchSize, samples)
          : Int32Array.from(order.slice(batch * batchSize, (batch + 1) * batchSize));
      yield { data, rows, size: rows.length };
    }
  }
}

function rowsOfBatch(batch: number, size: number, samples: number): Int32Array {
  const first = batch * size;
  return Int32Array.from({ length: Math.min(size, samples - first) }, (_, row) => first + row);
}
