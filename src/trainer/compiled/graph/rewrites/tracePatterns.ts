import type { OpAttribute } from '../../tensorflow/binding.js';
import {
  type CreatedTensor,
  type Source,
  sourceKey,
  type Trace,
  type TracedOp,
  type TracedOutput,
} from '../../trace/trace.js';

/** Looks at a trace the way rewrites ask about it. */
export class TracePatterns {
  /** @param varying created tensors that are other numbers in each step */
  constructor(
    private readonly trace: Trace,
    private readonly batch: readonly (TracedOutput | null)[],
    private readonly varying: ReadonlySet<number>,
  ) {}

  /** The operation that made a value, if it is this one. */
  op(source: Source | undefined, name: string): TracedOp | null {
    if (source?.kind !== 'output' || source.output !== 0) return null;
    const op = this.trace.ops[source.op];
    return op?.name === name ? op : null;
  }

  /** What the first operation of this name makes of a value as its first input. */
  madeOf(source: Source, name: string): Source | null {
    const key = sourceKey(source);
    const op = this.trace.ops.findIndex(
      ({ name: own, inputs: [first] }) => own === name && first !== undefined && sourceKey(first) === key,
    );
    return op === -1 ? null : { kind: 'output', op, output: 0 };
  }

  shape(source: Source | undefined): readonly number[] | null {
    switch (source?.kind) {
      case 'output':
        return this.trace.ops[source.op]?.outputs[source.output]?.shape ?? null;
      case 'batch':
        return this.batch[source.index]?.shape ?? null;
      case 'variable':
        return source.variable.shape;
      case 'created':
        return this.trace.created[source.index]?.shape ?? null;
      case 'captured':
        return this.trace.captured[source.index]?.shape ?? null;
      case undefined:
        return null;
    }
  }

  /** The numbers of a constant; null for what is none. */
  constant(source: Source | undefined): ArrayLike<number> | null {
    if (source?.kind !== 'created' || this.varying.has(source.index)) return null;
    const { values, random } = this.trace.created[source.index] as CreatedTensor;
    return random ? null : values;
  }

  /** Whether a value is this number, in every place. */
  isFilledWith(source: Source | undefined, value: number): boolean {
    const fill = this.op(source, 'Fill');
    if (fill) return this.isFilledWith(fill.inputs[1], value);
    const constant = this.constant(source);
    return constant !== null && constant.length > 0 && Array.from(constant).every((each) => each === value);
  }
}

export function attribute(op: TracedOp, name: string): OpAttribute['value'] {
  return op.attributes.find((each) => each.name === name)?.value;
}
