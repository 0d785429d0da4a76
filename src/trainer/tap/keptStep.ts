import type { Kept } from '../../tfjs/keptData.js';
import type { Tensor, Variable } from '../../tfjs/tfjs.js';
import type { LastGradients } from './lastGradients.js';
import type { StatisticsAtOnce, StepData } from './statisticsAtOnce.js';

export type KeptKind = 'gradients' | 'last' | 'before';

/** What an eager step's statistics are made of, kept from before its update without an operation. */
export class KeptStep {
  private readonly data: StepData;

  /** @param gradients of the variables; null where one has none */
  constructor(
    private readonly atOnce: StatisticsAtOnce,
    private readonly variables: readonly Variable[],
    gradients: readonly (Tensor | null)[],
    private readonly lastGradients: LastGradients | null,
  ) {
    const keep = (tensor: Tensor | null | undefined) => (tensor ? atOnce.data.keep(tensor) : null);
    this.data = {
      variables,
      gradients: gradients.map(keep),
      last: variables.map((variable) => keep(lastGradients?.of(variable))),
      before: variables.map((variable) => atOnce.data.keep(variable)),
    };
  }

  /** After the update. @returns the statistics, ordered by variable; null where operations have to tell them */
  measure(): Float32Array | null {
    return this.atOnce.measure(this.data);
  }

  has(of: KeptKind, index: number): boolean {
    return this.data[of][index] != null;
  }

  /** A variable's tensor, which is the caller's. */
  tensor(of: KeptKind, index: number): Tensor | null {
    const kept: Kept | null | undefined = this.data[of][index];
    return kept ? this.atOnce.data.tensor(kept) : null;
  }

  /** The gradients are what the next step's are compared with. */
  advance(): void {
    for (const [index, gradient] of this.data.gradients.entries()) {
      if (!gradient) continue;
      const variable = this.variables[index] as Variable;
      this.atOnce.data.read(gradient, (tensor) => this.lastGradients?.set(variable, tensor));
    }
  }

  /** Gives the variables the values that they had before the update. */
  assignBefore(): void {
    for (const [index, kept] of this.data.before.entries()) {
      this.atOnce.data.assign(this.variables[index] as Variable, kept);
    }
  }

  release(): void {
    const { gradients, last, before } = this.data;
    for (const kept of [...gradients, ...last, ...before]) if (kept) this.atOnce.data.release(kept);
  }
}
