import { engineOf } from '../../../tfjs/engine.js';
import type { Tensor, Tfjs, Variable } from '../../../tfjs/tfjs.js';
import type { CreatedTensor } from '../trace/trace.js';

/** An eager step to hold a compiled one against. */
export class EagerOutcome {
  private readonly before = new Map<Variable, Tensor>();
  /** Loss, then metrics. */
  scalars: Float32Array = new Float32Array(0);
  /** Numbers that the step made tensors of, drawn ones included; empty where it was not traced. */
  created: readonly CreatedTensor[] = [];

  /** To be made before the step. What it keeps shares its data with the variables. */
  constructor(private readonly tf: Tfjs) {
    for (const variable of Object.values(engineOf(tf).registeredVariables)) {
      this.before.set(variable, tf.keep(tf.clone(variable)));
    }
  }

  /** A variable's value before the step; null for one that the step has made. */
  valueBefore(variable: Variable): Tensor | null {
    return this.before.get(variable) ?? null;
  }

  noteScalars(scalars: readonly Tensor[]): void {
    this.scalars = Float32Array.from(scalars, (scalar) => scalar.dataSync()[0] ?? Number.NaN);
  }

  dispose(): void {
    this.tf.dispose([...this.before.values()]);
  }
}
