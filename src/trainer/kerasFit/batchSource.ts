import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** Some samples: all tensors with their first axis as samples. */
export interface Batch {
  /** Inputs, targets and, where they count differently, weights. */
  readonly data: readonly Tensor[];
  /** Which rows of `data` make the batch; null where all do, and then whoever uses the batch disposes of it. */
  readonly rows: Int32Array | null;
  readonly size: number;
}

/** Samples that can be gone through again and again. */
export interface BatchSource {
  readonly batchSize: number;
  /** Batches of all samples; null where only reading them would tell. */
  readonly batches: number | null;
  /** As `batches`. */
  readonly samples: number | null;
  /** All of them, where they are there as a whole. */
  readonly whole?: readonly Tensor[];
  /** Goes through all samples. @param pass from 0 */
  pass(pass: number): AsyncIterable<Batch> | Iterable<Batch>;
}

/** Runs with a batch as tensors of its own. */
export function withTensors<T>(tf: Tfjs, { data, rows }: Batch, run: (data: readonly Tensor[]) => T): T {
  if (rows === null) {
    try {
      return run(data);
    } finally {
      tf.dispose([...data]);
    }
  }
  const indices = tf.tensor1d(rows, 'int32');
  const own = data.map((tensor) => tf.gather(tensor, indices));
  try {
    return run(own);
  } finally {
    tf.dispose([indices, ...own]);
  }
}
