import type { Binding, OpAttribute, TensorId } from '../../../tfjs/nodeBackend.js';
import { FIRST_VIRTUAL } from './standIns.js';

/** An operation that the JavaScript asked for and that was not executed. */
interface Postponed {
  readonly name: string;
  readonly attributes: OpAttribute[];
  readonly inputs: TensorId[];
  readonly outputs: TensorId[];
}

/** The operations of a step that was replayed so far, for the case that they have to be executed after all. */
export class PostponedOps {
  private readonly ops: Postponed[] = [];
  private readonly executed = new Map<TensorId, TensorId>();
  private readonly owned = new Set<TensorId>();

  /** @param make the value of a stand-in that is no operation's result */
  constructor(
    private readonly binding: Binding,
    private readonly make: (id: TensorId) => TensorId,
  ) {}

  add(op: Postponed): void {
    this.ops.push(op);
  }

  execute(): void {
    for (const { name, attributes, inputs, outputs } of this.ops) {
      if (this.executed.has(outputs[0] ?? -1)) continue;
      const given = inputs.map((id) => this.real(id));
      const made = this.binding.executeOp(name, attributes, given, outputs.length);
      for (const [index, { id }] of made.entries()) this.executed.set(outputs[index] as TensorId, id);
    }
  }

  /** The handle that a stand-in has in TensorFlow. */
  real(id: TensorId): TensorId {
    if (id < FIRST_VIRTUAL) return id;
    let known = this.executed.get(id);
    if (known === undefined) {
      known = this.make(id);
      this.executed.set(id, known);
    }
    return known;
  }

  /** As `real`, for a tensor that deletes the handle itself. */
  take(id: TensorId): TensorId {
    const real = this.real(id);
    this.owned.add(real);
    return real;
  }

  /** Deletes the results that no tensor has. */
  discard(): void {
    for (const id of this.executed.values()) if (!this.owned.has(id)) this.binding.deleteTensor(id);
    this.executed.clear();
  }
}
