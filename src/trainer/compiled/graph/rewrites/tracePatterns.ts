import type { OpAttribute } from '../../../../tfjs/nodeBackend.js';
import { sameShape } from '../../trace/sameValues.js';
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
  private users: ReadonlyMap<TracedOp, readonly TracedOp[]> | null = null;

  /** @param varying created tensors that are other numbers in each step */
  constructor(
    private readonly trace: Trace,
    private readonly batch: readonly (TracedOutput | null)[],
    private readonly varying: ReadonlySet<number>,
  ) {}

  /** The operation whose first output a value is. */
  madeBy(source: Source | undefined): TracedOp | null {
    return source?.kind === 'output' && source.output === 0 ? (this.trace.ops[source.op] ?? null) : null;
  }

  /** The operation that made a value, if it is this one. */
  op(source: Source | undefined, name: string): TracedOp | null {
    const op = this.madeBy(source);
    return op?.name === name ? op : null;
  }

  /** A value before reshapes that changed nothing. */
  beforeSameShape(source: Source): Source {
    const [before] = this.op(source, 'Reshape')?.inputs ?? [];
    const changed = !before || !sameShape(this.shape(before) ?? [-1], this.shape(source) ?? []);
    return changed ? source : this.beforeSameShape(before);
  }

  /** The operations that take an operation's first output, each as often as it takes it. */
  usersOf(op: TracedOp): readonly TracedOp[] {
    this.users ??= usersIn(this.trace.ops);
    return this.users.get(op) ?? [];
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

function usersIn(ops: readonly TracedOp[]): Map<TracedOp, TracedOp[]> {
  const users = new Map<TracedOp, TracedOp[]>();
  for (const user of ops) {
    for (const input of user.inputs) {
      const used = input.kind === 'output' && input.output === 0 ? ops[input.op] : undefined;
      if (!used) continue;
      const known = users.get(used);
      if (known) known.push(user);
      else users.set(used, [user]);
    }
  }
  return users;
}

export function attribute(op: TracedOp, name: string): OpAttribute['value'] {
  return op.attributes.find((each) => each.name === name)?.value;
}
