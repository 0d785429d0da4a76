import { engineOf } from '../../../tfjs/engine.js';
import type { NodeBackend, TensorId, TensorValues } from '../../../tfjs/nodeBackend.js';
import type { Tensor, Tfjs, Variable } from '../../../tfjs/tfjs.js';
import type { SessionVariable } from '../graph/sessionVariables.js';
import type { Session } from '../tensorflow/session.js';
import { sameNumbers } from '../trace/sameValues.js';
import { HeldEntry } from './heldEntry.js';
import { HeldVariable } from './heldVariable.js';
import { separateData } from './separateData.js';
import { SessionValues } from './sessionValues.js';

export interface HeldVariablesContext {
  readonly tf: Tfjs;
  readonly backend: NodeBackend;
  readonly session: Session;
  readonly variables: readonly SessionVariable[];
  /** The variables that a step gives another value. */
  readonly assigned: ReadonlySet<Variable>;
  /** Those that are kept for others: by the optimizer, and for the statistics. */
  readonly kept: ReadonlySet<Variable>;
}

/**
 * Keeps tfjs's variables and a session's equal, at the cost of looking at names. Where a variable's value is, its entry in tfjs says:
 * with tfjs, or in the one session whose entry it is. Before a step a session is brought each value that it has not; after it, it holds those
 * that the step has computed; what it holds comes back when somebody asks for it, another session among them.
 */
export class HeldVariables {
  private readonly held: readonly HeldVariable[];
  private readonly changing: readonly HeldVariable[];
  private readonly variables: ReadonlySet<Variable>;
  private readonly values: SessionValues;

  constructor(private readonly context: HeldVariablesContext) {
    const { backend, session, variables, assigned, kept } = context;
    this.values = new SessionValues(backend, session, variables, kept);
    this.variables = new Set(variables.map(({ variable }) => variable));
    this.held = variables.map((inSession) => new HeldVariable(inSession, !kept.has(inSession.variable)));
    this.changing = this.held.filter(({ variable }) => assigned.has(variable));
  }

  has(variable: Variable): boolean {
    return this.variables.has(variable);
  }

  /** Whether a variable was disposed of. */
  get lacksVariable(): boolean {
    return this.held.some(({ inSession }) => inSession.variable.isDisposed);
  }

  /**
   * To be called before each step.
   * @returns the variables whose values were new to the session
   */
  bring(): readonly Variable[] {
    const changed = this.held.filter((held) => !held.isCurrent);
    if (changed.length > 0) {
      const others = this.held.filter((held) => held.isCurrent);
      separateData(
        this.context.backend,
        [...others, ...changed].map(({ variable }) => variable),
      );
      this.feed(changed, (variable) => variable);
      for (const held of changed) held.brought(this.context.backend);
    }
    for (const held of this.changing) if (held.isShared) this.hold(held);
    return changed.map(({ variable }) => variable);
  }

  /**
   * Gives the session other values than tfjs's variables have, for a step that does not count.
   * @param tensorOf a variable's value
   */
  lend(tensorOf: (variable: Variable) => Tensor): void {
    this.feed(this.held, tensorOf);
    for (const held of this.held) held.lent();
  }

  /**
   * Has the session compute something from other values; then it has its own again, so that nobody notices.
   * @param tensorOf a variable's value
   */
  aside<T>(tensorOf: (variable: Variable) => Tensor, run: () => T): T {
    const own = this.copies();
    try {
      this.feed(this.held, tensorOf);
      return run();
    } finally {
      this.feed(this.held, (variable) => own.get(variable) ?? variable);
      for (const copy of own.values()) copy.dispose();
    }
  }

  /** The session's values, to be disposed of by the caller. */
  copies(): ReadonlyMap<Variable, Tensor> {
    const { backend } = this.context;
    const ids = this.values.handles(this.held.map(({ inSession }) => inSession));
    return new Map(
      this.held.map(({ inSession: { variable, shape, dtype } }, index) => [
        variable,
        backend.createOutputTensor({ id: ids[index] as TensorId, shape: [...shape], dtype }),
      ]),
    );
  }

  /** The values that the session has of the variables that a step changes. @param but variables that are not asked for */
  assignedValues(but: ReadonlySet<Variable>): ReadonlyMap<Variable, TensorValues> {
    const wanted = this.changing.filter(({ variable }) => !but.has(variable));
    const values = this.values.numbers(wanted.map(({ inSession }) => inSession));
    return new Map(wanted.map(({ variable }, index) => [variable, values[index] as TensorValues]));
  }

  /** A handle of the value that the session has of a variable, to be deleted by the caller; null where it has none. */
  valueOf(variable: Variable): TensorId | null {
    const held = this.held.find((each) => each.variable === variable);
    return (held && this.values.handles([held.inSession])[0]) ?? null;
  }

  /** Runs a step that gives the session's variables other values. @returns what `run` gave: null where nothing has changed */
  step<T>(run: () => T | null): T | null {
    const { binding } = this.context.backend;
    for (const held of this.changing) {
      if (held.isShared) held.disown();
      else held.own?.drop(binding);
    }
    const result = run();
    if (result === null) return null;
    for (const held of this.changing) {
      if (held.own?.inUse) held.replaced(binding);
      else this.hold(held);
    }
    return result;
  }

  /** The first variable of which the session has another value than tfjs; null where it has all of them. To be called after `bring`. */
  firstStale(): Variable | null {
    const exact = this.held.filter(({ inSession }) => inSession.isExact);
    const values = this.values.numbers(exact.map(({ inSession }) => inSession));
    const stale = exact.find(({ variable }, index) => !sameNumbers(values[index] as TensorValues, variable.dataSync()));
    return stale?.variable ?? null;
  }

  /** Gives all values back to tfjs: the session will not be asked any more. */
  release(): void {
    for (const held of this.held) held.disown();
  }

  private feed(changed: readonly HeldVariable[], tensorOf: (variable: Variable) => Tensor): void {
    // What somebody still has of values that the session is about to lose.
    for (const { own } of changed) if (own?.inUse) own.keep();
    this.values.feed(
      changed.map(({ inSession }) => inSession),
      tensorOf,
    );
  }

  /** Makes the session the place where the variable's value is: as if tfjs had assigned it a new tensor. */
  private hold(held: HeldVariable): void {
    const { tf, backend } = this.context;
    const { variable, shape, dtype } = held.inSession;
    const entry = new HeldEntry([...shape], dtype, () => this.fetch(held.isWeight));
    const dataId = {};
    backend.tensorMap.set(dataId, entry);
    const tensor = engineOf(tf).makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype: variable.dtype });
    // Whoever else has the old data keeps the value.
    held.disown();
    variable.assign(tensor);
    tensor.dispose();
    held.held(entry);
  }

  /** Who asks for one weight asks for others soon, and seldom for what belongs to the optimizer. */
  private fetch(weights: boolean): void {
    const missing = this.held.filter(({ own, isWeight }) => own?.inUse && own.handle === null && isWeight === weights);
    const ids = this.values.handles(missing.map(({ inSession }) => inSession));
    missing.forEach(({ own }, index) => {
      if (own) own.handle = ids[index] ?? null;
    });
  }
}
