import type { OpAttribute } from '../../../tfjs/nodeBackend.js';
import { sameAttributes } from '../trace/sameValues.js';
import type { Source, Trace, TracedOp } from '../trace/trace.js';

/** The operations that a step is known to do, in their order, and how far it has come. */
export class ExpectedOps {
  private readonly ops: readonly { readonly op: TracedOp; readonly index: number }[];
  private at = 0;

  /** @param withUpdate whether the optimizer's operations are among them */
  constructor(trace: Trace, withUpdate: boolean) {
    this.ops = trace.ops
      .map((op, index) => ({ op, index }))
      .filter(({ op }) => op.phase === 'compute' || (withUpdate && op.phase === 'update'));
  }

  get begun(): boolean {
    return this.at > 0;
  }

  get done(): boolean {
    return this.at === this.ops.length;
  }

  /** The next operation of the trace, if it is this one; else null. */
  next(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly Source[],
    sameInput: (given: Source, expected: Source) => boolean,
  ): { readonly op: TracedOp; readonly index: number } | null {
    const expected = this.ops[this.at];
    if (expected?.op.name !== name || expected.op.inputs.length !== inputs.length) return null;
    for (const [index, input] of inputs.entries()) {
      if (!sameInput(input, expected.op.inputs[index] as Source)) return null;
    }
    if (!sameAttributes(expected.op.attributes, attributes)) return null;
    this.at++;
    return expected;
  }
}
