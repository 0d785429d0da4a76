import { engineOf } from '../../tfjs/engine.js';
import { hideFromMemory } from '../../tfjs/hideFromMemory.js';
import type { Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';

/**
 * The gradient that each variable was updated with last, for statistics that compare it with the next one. Together they take as much memory
 * as the weights, for as long as those are there, as what an optimizer keeps does.
 *
 * They are variables of tfjs, so that a compiled step holds them as it holds weights. The user's program does not meet them: they are not
 * among tfjs's registered variables, and `tf.memory` does not count them.
 */
export class LastGradients {
  private readonly kept = new Map<Variable, Variable>();

  constructor(private readonly tf: Tfjs) {
    hideFromMemory(tf, () => this.kept.values());
  }

  get all(): readonly Variable[] {
    return [...this.kept.values()];
  }

  /** Null before the variable's first gradient. */
  of(variable: Variable): Variable | null {
    return this.kept.get(variable) ?? null;
  }

  /** @param gradient stays the caller's; its data are shared, not copied */
  set(variable: Variable, gradient: Tensor): void {
    const known = this.kept.get(variable);
    if (known && this.tf.util.arraysEqual(known.shape, gradient.shape)) {
      known.assign(gradient as Variable);
      return;
    }
    known?.dispose();
    this.add(variable, gradient);
  }

  private add(variable: Variable, gradient: Tensor): void {
    this.discardOfDisposed();
    const { tf } = this;
    const name = `last gradient of ${variable.name}`;
    this.kept.set(variable, tf.variable(gradient, false, name));
    Reflect.deleteProperty(engineOf(tf).registeredVariables, name);
  }

  private discardOfDisposed(): void {
    for (const [variable, last] of this.kept) {
      if (!variable.isDisposed) continue;
      last.dispose();
      this.kept.delete(variable);
    }
  }
}
