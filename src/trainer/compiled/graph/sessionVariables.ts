import type { Variable } from '../../tfjs/tfjs.js';
import type { GraphBuilder, Ref } from '../tensorflow/graphBuilder.js';
import type { TracedOutput } from '../trace/trace.js';

/** A tfjs variable as the graph has it. */
export interface SessionVariable extends TracedOutput {
  readonly variable: Variable;
  /** The resource. */
  readonly handle: Ref;
  /** Its value before the step. */
  readonly read: Ref;
  /** Node that gives the value as tfjs has it. */
  readonly fetchName: string;
  /** Placeholder and node that set the value, as tfjs has it. */
  readonly feedName: string;
  readonly assignName: string;
}

/** The variables of a graph, made as they are asked for. */
export class SessionVariables {
  private readonly byVariable = new Map<Variable, SessionVariable>();

  constructor(
    private readonly graph: GraphBuilder,
    private readonly dtypeOf: (variable: Variable) => number,
  ) {}

  get all(): readonly SessionVariable[] {
    return [...this.byVariable.values()];
  }

  /** @param offset what the graph's value is above tfjs's own, for the accumulators of an operation that adds nothing itself */
  of(variable: Variable, offset = 0): SessionVariable {
    const known = this.byVariable.get(variable);
    if (known) return known;
    const made = this.make(variable, offset);
    this.byVariable.set(variable, made);
    return made;
  }

  private make(variable: Variable, offset: number): SessionVariable {
    const { graph } = this;
    const index = this.byVariable.size;
    const dtype = this.dtypeOf(variable);
    const value = graph.type('dtype', dtype);
    const T = graph.type('T', dtype);
    const shape = { name: 'shape', type: graph.binding.TF_ATTR_SHAPE, value: [...variable.shape] };
    const handle = graph.op('VarHandleOp', [], [value, shape, graph.string('shared_name', `v${index}`)], `v${index}`);
    const read = graph.op('ReadVariableOp', [handle], [value]);
    const shifted = (op: string, ref: Ref) => (offset === 0 ? ref : graph.op(op, [ref, graph.float(offset)], [T]));
    const feed = graph.placeholder(dtype, `v${index}_feed`);
    const assign = graph.op('AssignVariableOp', [handle, shifted('AddV2', feed)], [value]);
    const assignName = graph.op('Identity', [feed, `^${assign}`], [T], `v${index}_assign`);
    const fetchName = graph.op('Identity', [shifted('Sub', read)], [T], `v${index}_fetch`);
    return { variable, shape: variable.shape, dtype, handle, read, fetchName, feedName: feed, assignName };
  }
}
