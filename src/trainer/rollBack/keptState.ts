import { engineOf } from '../../tfjs/engine.js';
import type { Kept, KeptData } from '../../tfjs/keptData.js';
import type { Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';

/** The values that all variables of the process had at one time: weights, what optimizers keep, and a person's own. */
export class KeptState {
  private constructor(
    private readonly tf: Tfjs,
    private readonly data: KeptData,
    private readonly values: ReadonlyMap<Variable, Kept>,
  ) {}

  /** @param others values that variables have in place of their own */
  static now(tf: Tfjs, data: KeptData, others: ReadonlyMap<Variable, Tensor> = new Map()): KeptState {
    const variables = Object.values(engineOf(tf).registeredVariables).filter(({ isDisposed }) => !isDisposed);
    const values = variables.map((variable) => [variable, data.keep(others.get(variable) ?? variable)] as const);
    return new KeptState(tf, data, new Map(values));
  }

  /** The same once more, to be released on its own. */
  again(): KeptState {
    const values = [...this.values].map(([variable, kept]) => [variable, this.data.keep(kept)] as const);
    return new KeptState(this.tf, this.data, new Map(values));
  }

  has(variable: Variable): boolean {
    return this.values.has(variable);
  }

  get count(): number {
    return this.values.size;
  }

  get bytes(): number {
    return [...this.values.keys()].reduce((sum, { size }) => sum + size * Float32Array.BYTES_PER_ELEMENT, 0);
  }

  /** Whether all of it are numbers. Reads them all. */
  isFinite(): boolean {
    const { tf } = this;
    return [...this.values].every(
      ([{ dtype, isDisposed }, kept]) =>
        isDisposed ||
        dtype !== 'float32' ||
        this.data.read(kept, (tensor) => tf.tidy(() => tf.all(tf.isFinite(tensor)).dataSync()[0] === 1)),
    );
  }

  /** The largest of a variable's values, without its sign; 0 of one that is not there. */
  largestOf(variable: Variable): number {
    const kept = this.values.get(variable);
    return kept
      ? this.data.read(kept, (tensor) => this.tf.tidy(() => this.tf.max(this.tf.abs(tensor)).dataSync()[0] ?? 0))
      : 0;
  }

  /** Gives each variable that is still there its value back. It can be done again. */
  restore(): void {
    for (const [variable, kept] of this.values) if (!variable.isDisposed) this.data.assign(variable, kept);
  }

  release(): void {
    for (const kept of this.values.values()) this.data.release(kept);
  }
}
