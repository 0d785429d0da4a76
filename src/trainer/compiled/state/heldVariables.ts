import type { Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';
import type { SessionVariable } from '../graph/sessionVariables.js';
import type { NodeBackend, TensorId } from '../tensorflow/binding.js';
import type { Session } from '../tensorflow/session.js';
import { HeldEntry } from './heldEntry.js';

interface Held {
  readonly inSession: SessionVariable;
  /** tfjs's name of the data that the session has; anything else that the variable has came from outside. */
  dataId: object | null;
  /** Null where the session only reads the variable. */
  entry: HeldEntry | null;
}

/**
 * Keeps tfjs's variables and a session's equal at the cost of looking at names: values that tfjs's variables were given from outside
 * go to the session before the next step, values that a step made come back when somebody asks for them.
 */
export class HeldVariables {
  private readonly held: readonly Held[];
  private readonly variables: ReadonlySet<Variable>;

  constructor(
    private readonly tf: Tfjs,
    private readonly backend: NodeBackend,
    private readonly session: Session,
    variables: readonly SessionVariable[],
    private readonly assigned: ReadonlySet<Variable>,
  ) {
    this.variables = new Set(variables.map(({ variable }) => variable));
    this.held = variables.map((inSession) => ({ inSession, dataId: null, entry: null }));
  }

  has(variable: Variable): boolean {
    return this.variables.has(variable);
  }

  /**
   * To be called before each step.
   * @returns the variables whose values were new to the session
   * @throws where a variable was disposed of
   */
  bring(): readonly Variable[] {
    const changed = this.held.filter(({ inSession, dataId }) => inSession.variable.dataId !== dataId);
    if (changed.length > 0) this.feed(changed, ({ inSession }) => inSession.variable);
    for (const held of this.held) {
      if (held.entry && held.entry.refCount > 1) this.leave(held);
    }
    return changed.map(({ inSession }) => inSession.variable);
  }

  /**
   * Gives the session other values than tfjs's variables have, for a step that does not count.
   * @param tensorOf a variable's value
   */
  lend(tensorOf: (variable: Variable) => Tensor): void {
    this.feed(this.held, ({ inSession }) => tensorOf(inSession.variable));
    // What the session has now is nobody's value.
    for (const held of this.held) held.dataId = null;
  }

  /** To be called after each step that changed the session's variables. */
  stepped(): void {
    for (const held of this.held) {
      if (!this.assigned.has(held.inSession.variable)) continue;
      const { entry, dataId, inSession } = held;
      if (entry?.inUse && inSession.variable.dataId === dataId) this.forget(entry);
      else this.hold(held);
    }
  }

  /** Gives all values back to tfjs: the session will not be asked any more. */
  release(): void {
    for (const { entry } of this.held) {
      if (entry?.inUse) entry.id;
    }
  }

  private feed(changed: readonly Held[], tensorOf: (held: Held) => Tensor): void {
    const gone = changed.find(({ inSession }) => inSession.variable.isDisposed);
    if (gone) throw new Error(`The variable ${gone.inSession.variable.name} was disposed of`);
    const ids = this.backend.getInputTensorIds(changed.map(tensorOf));
    const names = changed.map(({ inSession }) => inSession.feedName).join();
    const assignments = new Set(changed.map(({ inSession }) => inSession.assignName));
    const outputs = this.session.run(ids, names, [...assignments].join());
    for (const { id } of outputs) this.backend.binding.deleteTensor(id);
    for (const held of changed) {
      held.dataId = held.inSession.variable.dataId;
      held.entry = null;
    }
  }

  /** Makes the session the place where the variable's value is: as if tfjs had assigned it a new tensor. */
  private hold(held: Held): void {
    const { variable, shape, dtype } = held.inSession;
    const entry = new HeldEntry([...shape], dtype, () => this.fetch());
    const dataId = {};
    this.backend.tensorMap.set(dataId, entry);
    const engine = this.tf.engine() as unknown as {
      makeTensorFromTensorInfo(info: { dataId: object; shape: number[]; dtype: string }): Tensor;
    };
    const tensor = engine.makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype: variable.dtype });
    variable.assign(tensor);
    tensor.dispose();
    held.entry = entry;
    held.dataId = variable.dataId;
  }

  /** Somebody else has a tensor of the same data (a clone): it keeps the value, the variable gets data of its own. */
  private leave(held: Held): void {
    if (held.entry) held.entry.id;
    this.hold(held);
  }

  private forget(entry: HeldEntry): void {
    const { handle } = entry;
    entry.handle = null;
    if (handle !== null) this.backend.binding.deleteTensor(handle);
  }

  /** Who asks for one value asks for others soon. */
  private fetch(): void {
    const stale = this.held.filter(({ entry }) => entry?.inUse && entry.handle === null);
    const ids = this.valuesOf(stale.map(({ inSession }) => inSession));
    stale.forEach(({ entry }, index) => {
      if (entry) entry.handle = ids[index] ?? null;
    });
  }

  /** Handles of the session's values, to be deleted by the caller. */
  valuesOf(variables: readonly SessionVariable[]): TensorId[] {
    return this.session.run([], '', variables.map(({ fetchName }) => fetchName).join()).map(({ id }) => id);
  }
}
