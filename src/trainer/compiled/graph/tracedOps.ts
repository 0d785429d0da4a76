import type { OpAttribute, TensorValues } from '../../../tfjs/nodeBackend.js';
import type { Phase } from '../../tap/stepWatcher.js';
import type { GraphBuilder, Ref } from '../tensorflow/graphBuilder.js';
import {
  type CapturedTensor,
  type CreatedTensor,
  type Source,
  sourceKey,
  type Trace,
  type TracedOp,
} from '../trace/trace.js';
import { rewritten } from './rewrites/rewrites.js';
import type { TracePatterns } from './rewrites/tracePatterns.js';
import type { SessionVariables } from './sessionVariables.js';
import { NODES } from './stepDescription.js';

/** The operations of a trace as nodes of a graph. */
export class TracedOps {
  /** Indices of the captured tensors that the graph uses, in the order of their placeholders. */
  readonly captured: number[] = [];
  /** Nodes that draw numbers, with the created tensors that they stand for. */
  readonly drawn: { readonly index: number; readonly ref: Ref }[] = [];
  /** Indices of the created tensors that are fed. */
  readonly fed: number[] = [];
  private readonly refs = new Map<string, Ref>();

  /**
   * @param varying created tensors that are fed
   * @param batchRef the batch's tensor of an index, asked for at most once each
   */
  constructor(
    private readonly graph: GraphBuilder,
    private readonly variables: SessionVariables,
    private readonly trace: Trace,
    private readonly varying: ReadonlySet<number>,
    private readonly patterns: TracePatterns,
    private readonly batchRef: (index: number) => Ref,
  ) {}

  write(phase: Phase): void {
    this.trace.ops.forEach((op, index) => {
      if (op.phase !== phase) return;
      const node = this.node(op);
      op.outputs.forEach((_, output) => {
        const source: Source = { kind: 'output', op: index, output };
        const key = sourceKey(source);
        if (!this.refs.has(key)) this.refs.set(key, output === 0 ? node : `${node}:${output}`);
      });
    });
  }

  private node(op: TracedOp): Ref {
    const rewrite = rewritten(op, this.patterns, this.graph);
    if (rewrite?.kind === 'input') return this.ref(rewrite.source);
    if (rewrite?.kind === 'nodes') return rewrite.write((source) => this.ref(source));
    const { name, inputs, attributes } = rewrite ?? { ...op, attributes: this.attributes(op) };
    return this.graph.op(
      name,
      inputs.map((source) => this.ref(source)),
      attributes,
    );
  }

  /** Where tfjs-node's types are wrong or missing, eager TensorFlow goes by the inputs; a graph does not. */
  private attributes({ name, attributes, outputs }: TracedOp): readonly OpAttribute[] {
    const { TF_FLOAT, TF_INT32 } = this.graph.binding;
    const type = (attribute: string, dtype: number) => this.graph.type(attribute, dtype);
    if (name === 'ExpandDims') return [type('T', outputs[0]?.dtype ?? TF_FLOAT), type('Tdim', TF_INT32)];
    if (name !== 'Mean') return attributes;
    return attributes.map((attribute) => (attribute.name === 'T' ? type('T', TF_FLOAT) : attribute));
  }

  /** What the graph has in a value's place. */
  alias(source: Source, ref: Ref): void {
    this.refs.set(sourceKey(source), ref);
  }

  ref(source: Source): Ref {
    const key = sourceKey(source);
    let ref = this.refs.get(key);
    if (ref === undefined) {
      ref = this.make(source);
      this.refs.set(key, ref);
    }
    return ref;
  }

  private make(source: Source): Ref {
    switch (source.kind) {
      case 'output':
        throw new Error(`Operation ${source.op} (${this.trace.ops[source.op]?.name}) is used before it is written`);
      case 'batch':
        return this.batchRef(source.index);
      case 'variable':
        return this.variables.of(source.variable).read;
      case 'created': {
        const tensor = this.trace.created[source.index] as CreatedTensor;
        if (!this.varying.has(source.index)) return this.created(tensor, source.index);
        this.fed.push(source.index);
        return this.graph.placeholder(tensor.dtype, NODES.created(source.index));
      }
      case 'captured': {
        this.captured.push(source.index);
        const { dtype } = this.trace.captured[source.index] as CapturedTensor;
        return this.graph.placeholder(dtype, NODES.captured(source.index));
      }
    }
  }

  /**
   * TensorFlow's optimizer simplifies a GRU's first step, whose state is zeros, to a graph with a cycle, says so on stderr and gives
   * up: it is not to see that they are constant.
   */
  private given(dtype: number, shape: readonly number[], values: TensorValues): Ref {
    const { graph } = this;
    const constant = graph.constant(dtype, shape, values);
    if (shape.length === 0 || dtype !== graph.binding.TF_FLOAT || values.some((value) => value !== 0)) return constant;
    return graph.hidden(constant, dtype, shape);
  }

  private created({ dtype, shape, values, random }: CreatedTensor, index: number): Ref {
    const { graph } = this;
    if (!random) return this.given(dtype, shape, values);
    const T = graph.type('T', dtype);
    const attributes = [graph.type('dtype', dtype), graph.type('T', graph.binding.TF_INT32)];
    const drawn = graph.op(
      random.distribution,
      [graph.ints(shape)],
      [...attributes, graph.int('seed', random.seeds[0]), graph.int('seed2', random.seeds[1])],
    );
    const scaled = random.scale === 1 ? drawn : graph.op('Mul', [drawn, graph.float(random.scale)], [T]);
    const ref = random.offset === 0 ? scaled : graph.op('AddV2', [scaled, graph.float(random.offset)], [T]);
    this.drawn.push({ index, ref });
    return ref;
  }
}
