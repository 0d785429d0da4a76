import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { OutputFacts } from '../losses/outputFacts.js';
import type { CurrentBatch, Phase } from '../training/currentBatch.js';
import type { MetricBody } from './metricRule.js';
import { MetricSums } from './metricSums.js';
import { alignedWeights } from './weights.js';

export interface MetricPlace {
  readonly name: string;
  readonly body: MetricBody;
  /** Whether sample weights count. */
  readonly weighted: boolean;
  /** Last size of the model's output. */
  readonly units: number;
}

/** A metric of a compiled model: its value over all batches since it was reset, in training and in tests apart. */
export class KerasMetric {
  /** Names of its values. */
  readonly columns: readonly string[];
  private readonly sums: Readonly<Record<Phase, MetricSums>>;

  constructor(
    private readonly tf: Tfjs,
    private readonly place: MetricPlace,
    private readonly facts: OutputFacts,
    private readonly batch: CurrentBatch,
  ) {
    const { name, body, units } = place;
    const count = body.values?.(units) ?? null;
    this.columns = count === null ? [name] : Array.from({ length: count }, (_, index) => `${name}[${index}]`);
    this.sums = { train: new MetricSums(tf), test: new MetricSums(tf) };
  }

  /** As tfjs takes metrics: one function a value, in order. Each gives the value so far, the batch included. */
  get functions(): ((target: Tensor, output: Tensor) => Tensor)[] {
    let values: Tensor | null = null;
    return this.columns.map((_, index) => (target, output) => {
      if (index === 0) values = this.tf.tidy(() => this.add(target, output));
      const all = values as Tensor;
      return this.columns.length === 1 ? all : this.tf.reshape(this.tf.slice(all, [index], [1]), []);
    });
  }

  reset(phase: Phase): void {
    this.sums[phase].reset();
  }

  /** Values since the last reset; empty before the first batch. */
  values(phase: Phase): number[] {
    const { values } = this.sums[phase];
    if (!values) return [];
    const { tf } = this;
    // A copy: the result may be one of the sums itself.
    const result = tf.tidy(() => tf.clone(this.place.body.result(tf, values)));
    const numbers = Array.from(result.dataSync());
    result.dispose();
    return numbers;
  }

  private add(target: Tensor, output: Tensor): Tensor {
    const { tf } = this;
    const { body } = this.place;
    const batch = { target: tf.cast(target, 'float32'), output, weights: this.weightsOf(output) };
    return body.result(tf, this.sums[this.batch.phase].add(body.sums(tf, batch)));
  }

  private weightsOf(output: Tensor): Tensor | null {
    const mask = this.facts.maskOf(output);
    const weights = this.place.weighted ? this.batch.weights : null;
    if (!mask || !weights) return mask ?? weights;
    return this.tf.mul(mask, alignedWeights(this.tf, weights, mask.rank));
  }
}
