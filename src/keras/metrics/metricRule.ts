import type { Signature } from '../../layers/layerEntry.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { OutputFacts } from '../losses/outputFacts.js';

/** What a metric sees of one batch. */
export interface MetricBatch {
  /** float32, in the shape that the model's data has. */
  readonly target: Tensor;
  readonly output: Tensor;
  /** Of samples or steps: a mask, sample weights, or both multiplied; null where all count the same. */
  readonly weights: Tensor | null;
}

/** A metric as sums over samples, from which its value comes: so that it is one of the whole epoch, however the samples come in batches. */
export interface MetricBody {
  /** What a batch adds to each sum. The shapes are the same in every batch. */
  sums(tf: Tfjs, batch: MetricBatch): Tensor[];
  /** A scalar, or [values] where the metric has several. */
  result(tf: Tfjs, sums: readonly Tensor[]): Tensor;
  /** How many values the result has, by the size of the output's last dimension; null for a scalar. */
  values?(units: number): number | null;
}

/** How a class of Keras becomes a metric. */
export interface MetricRule extends Signature {
  /** What Keras calls it where the source gives no name; null for the class's own name, numbered where there are several. */
  readonly defaultName: string | null;
  /** @throws {SourceError} for an argument that Keras refuses */
  make(args: BoundArguments, facts: OutputFacts): MetricBody;
}

export type MetricRules = Readonly<Record<string, MetricRule>>;
