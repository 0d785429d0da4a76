import type { Variable } from '../../../tfjs/tfjs.js';
import type { GraphBuilder, Ref } from '../tensorflow/graphBuilder.js';
import { Vectors } from '../tensorflow/vectors.js';
import type { TracedOutput } from '../trace/trace.js';
import { elements, type VariablePack } from './variablePacks.js';

/** A resource of the graph, which keeps one variable's value or those of several. */
export interface SessionResource {
  readonly shape: readonly number[];
  readonly dtype: number;
  /** Node that gives the value of the whole as tfjs has it. */
  readonly fetchName: string;
  /** Placeholder that takes it as tfjs has it, and the node that then sets it. */
  readonly feedName: string;
  readonly assignName: string;
}

/** A tfjs variable as the graph has it. */
export interface SessionVariable extends TracedOutput {
  readonly variable: Variable;
  /** Its own, or that of its pack, and the node that gives its handle. */
  readonly resource: SessionResource;
  readonly handle: Ref;
  /** Elements of the resource before its own. */
  readonly start: number;
  /** Its value before the step, and that of the whole resource. */
  readonly read: Ref;
  readonly whole: Ref;
  /** Whether it gives the value that it was brought bit by bit: it is kept as tfjs has it. */
  readonly isExact: boolean;
}

/** What the graph has of a value: `value * scale + offset`. */
export interface Storage {
  readonly scale: number;
  readonly offset: number;
}

const AS_IT_IS: Storage = { scale: 1, offset: 0 };

/** The variables of a graph, made as they are asked for. */
export class SessionVariables {
  private readonly byVariable = new Map<Variable, SessionVariable>();
  private readonly vectors: Vectors;
  private readonly storage = new Map<Variable, Storage>();
  private resources = 0;

  constructor(
    private readonly graph: GraphBuilder,
    private readonly dtypeOf: (variable: Variable) => number,
  ) {
    this.vectors = new Vectors(graph);
  }

  get all(): readonly SessionVariable[] {
    return [...this.byVariable.values()];
  }

  /** Says how a variable is kept, before anybody asks for it. */
  store(variable: Variable, storage: Storage): void {
    this.storage.set(variable, storage);
  }

  of(variable: Variable): SessionVariable {
    const known = this.byVariable.get(variable);
    if (known) return known;
    const made = this.make(variable);
    this.byVariable.set(variable, made);
    return made;
  }

  /** Gives float32 variables that are kept alike one resource, before anybody asks for one of them. */
  pack(kind: VariablePack['kind'], variables: readonly Variable[]): void {
    const { vectors } = this;
    const shapes = variables.map(({ shape }) => shape);
    const sizes = shapes.map(elements);
    const { TF_FLOAT } = this.graph.binding;
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const storage = this.storageOf(variables[0]);
    const shape = kind === 'flat' ? [total] : [variables.length, ...(shapes[0] ?? [])];
    const { resource, handle, whole } = this.resource(TF_FLOAT, shape, storage);
    const reads = kind === 'flat' ? vectors.split(whole, shapes) : vectors.unstacked(whole, variables.length);
    let start = 0;
    for (const [index, variable] of variables.entries()) {
      const read = reads[index] as Ref;
      const member = { variable, shape: variable.shape, dtype: TF_FLOAT, resource, handle, start, read, whole };
      this.byVariable.set(variable, { ...member, isExact: storage === AS_IT_IS });
      start += sizes[index] ?? 0;
    }
  }

  private make(variable: Variable): SessionVariable {
    const { shape } = variable;
    const dtype = this.dtypeOf(variable);
    const storage = this.storageOf(variable);
    const { resource, handle, whole } = this.resource(dtype, shape, storage);
    return { variable, shape, dtype, resource, handle, start: 0, read: whole, whole, isExact: storage === AS_IT_IS };
  }

  private storageOf(variable: Variable | undefined): Storage {
    return (variable && this.storage.get(variable)) ?? AS_IT_IS;
  }

  /** A value of tfjs's as the graph keeps it. */
  private kept(value: Ref, { scale, offset }: Storage): Ref {
    return this.computed('AddV2', this.computed('Mul', value, scale, 1), offset, 0);
  }

  /** A value of the graph's as tfjs has it. */
  private taken(value: Ref, { scale, offset }: Storage): Ref {
    return this.computed('RealDiv', this.computed('Sub', value, offset, 0), scale, 1);
  }

  private computed(op: string, value: Ref, by: number, neutral: number): Ref {
    const { graph } = this;
    return by === neutral ? value : graph.op(op, [value, graph.float(by)], [graph.type('T', graph.binding.TF_FLOAT)]);
  }

  /** @returns the resource, its handle, and its value before the step */
  private resource(
    dtype: number,
    shape: readonly number[],
    storage: Storage,
  ): { readonly resource: SessionResource; readonly handle: Ref; readonly whole: Ref } {
    const { graph } = this;
    const [value, T] = [graph.type('dtype', dtype), graph.type('T', dtype)];
    const name = `v${this.resources++}`;
    const ofShape = { name: 'shape', type: graph.binding.TF_ATTR_SHAPE, value: [...shape] };
    const handle = graph.op('VarHandleOp', [], [value, ofShape, graph.string('shared_name', name)], name);
    const whole = graph.op('ReadVariableOp', [handle], [value]);
    const feedName = graph.placeholder(dtype, `${name}_feed`);
    const assign = graph.op('AssignVariableOp', [handle, this.kept(feedName, storage)], [value]);
    const assignName = graph.op('Identity', [feedName, `^${assign}`], [T], `${name}_assign`);
    const fetchName = graph.op('Identity', [this.taken(whole, storage)], [T], `${name}_fetch`);
    return { resource: { shape, dtype, fetchName, feedName, assignName }, handle, whole };
  }
}
