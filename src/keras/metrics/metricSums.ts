import type { Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';

/** Sums over the batches since the last reset: variables, so that a compiled step holds them. */
export class MetricSums {
  private variables: Variable[] | null = null;

  constructor(private readonly tf: Tfjs) {}

  reset(): void {
    const { tf } = this;
    for (const variable of this.variables ?? []) tf.tidy(() => variable.assign(tf.zeros(variable.shape)));
  }

  /** @returns the sums with the batch's */
  add(batch: readonly Tensor[]): Tensor[] {
    const { tf } = this;
    const variables = this.variables ?? batch.map(({ shape }) => tf.variable(tf.zeros(shape), false));
    this.variables = variables;
    return variables.map((variable, index) => {
      const sum = tf.add(variable, batch[index] as Tensor);
      variable.assign(sum as never);
      return sum;
    });
  }

  /** Null before the first batch. */
  get values(): readonly Tensor[] | null {
    return this.variables;
  }
}
