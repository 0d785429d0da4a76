import type { Variable } from '../../../tfjs/tfjs.js';
import type { GraphBuilder, Ref } from '../tensorflow/graphBuilder.js';
import { Vectors } from '../tensorflow/vectors.js';
import type { TracedOutput } from '../trace/trace.js';
import { elements, type VariablePack } from './variablePacks.js';

/** A tfjs variable as the graph has it. */
export interface SessionVariable extends TracedOutput {
  readonly variable: Variable;
  /** The resource: its own, or that of its pack. */
  readonly handle: Ref;
  /** Its value before the step, and that of the whole resource. */
  readonly read: Ref;
  readonly whole: Ref;
  /** Node that gives the value as tfjs has it. */
  readonly fetchName: string;
  /** Placeholder that takes the value as tfjs has it, and the node that then sets it; that of a pack sets all its members. */
  readonly feedName: string;
  readonly assignName: string;
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
    const { graph, vectors } = this;
    const shapes = variables.map(({ shape }) => shape);
    const { TF_FLOAT } = graph.binding;
    const [value, T] = [graph.type('dtype', TF_FLOAT), graph.type('T', TF_FLOAT)];
    const [first = []] = shapes;
    const total = shapes.reduce((sum, shape) => sum + elements(shape), 0);
    const shape = kind === 'flat' ? [total] : [variables.length, ...first];
    const handle = this.resource(TF_FLOAT, shape);
    const whole = graph.op('ReadVariableOp', [handle], [value]);
    const reads = kind === 'flat' ? vectors.split(whole, shapes) : vectors.unstacked(whole, variables.length);
    const storage = this.storageOf(variables[0]);
    const feeds = reads.map((read, index) => {
      const ofMember = { name: 'shape', type: graph.binding.TF_ATTR_SHAPE, value: [...(shapes[index] ?? [])] };
      return graph.op(
        'PlaceholderWithDefault',
        [this.taken(read, storage)],
        [value, ofMember],
        `${handle}_feed${index}`,
      );
    });
    const fed = kind === 'flat' ? vectors.flat(feeds, shapes) : vectors.stacked(feeds);
    const assign = graph.op('AssignVariableOp', [handle, this.kept(fed, storage)], [value]);
    const assignName = graph.op('Identity', [fed, `^${assign}`], [T], `${handle}_assign`);
    for (const [index, variable] of variables.entries()) {
      const read = reads[index] as Ref;
      const fetchName = graph.op('Identity', [this.taken(read, storage)], [T], `${handle}_fetch${index}`);
      const feedName = feeds[index] as Ref;
      const member = { variable, shape: variable.shape, dtype: TF_FLOAT, handle, read, whole };
      this.byVariable.set(variable, { ...member, fetchName, feedName, assignName, isExact: storage === AS_IT_IS });
    }
  }

  private make(variable: Variable): SessionVariable {
    const { graph } = this;
    const { shape } = variable;
    const dtype = this.dtypeOf(variable);
    const value = graph.type('dtype', dtype);
    const T = graph.type('T', dtype);
    const handle = this.resource(dtype, shape);
    const read = graph.op('ReadVariableOp', [handle], [value]);
    const storage = this.storageOf(variable);
    const feedName = graph.placeholder(dtype, `${handle}_feed`);
    const assign = graph.op('AssignVariableOp', [handle, this.kept(feedName, storage)], [value]);
    const assignName = graph.op('Identity', [feedName, `^${assign}`], [T], `${handle}_assign`);
    const fetchName = graph.op('Identity', [this.taken(read, storage)], [T], `${handle}_fetch`);
    const isExact = storage === AS_IT_IS;
    return { variable, shape, dtype, handle, read, whole: read, fetchName, feedName, assignName, isExact };
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

  private resource(dtype: number, shape: readonly number[]): Ref {
    const { graph } = this;
    const name = `v${this.resources++}`;
    const attributes = [
      graph.type('dtype', dtype),
      { name: 'shape', type: graph.binding.TF_ATTR_SHAPE, value: [...shape] },
      graph.string('shared_name', name),
    ];
    return graph.op('VarHandleOp', [], attributes, name);
  }
}
