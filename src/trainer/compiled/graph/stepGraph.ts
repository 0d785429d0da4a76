import type { Binding } from '../../../tfjs/nodeBackend.js';
import type { Variable } from '../../../tfjs/tfjs.js';
import { GraphBuilder, type Ref } from '../tensorflow/graphBuilder.js';
import type { Messages } from '../tensorflow/messages.js';
import { Vectors } from '../tensorflow/vectors.js';
import type { TracedOutput } from '../trace/trace.js';
import { type GradientSums, gradientSums, type SummedGroup } from './gradientSums.js';
import type { FusedOptimizer } from './optimizers/fusedOptimizer.js';
import { PackedVariables } from './packedVariables.js';
import { TracePatterns } from './rewrites/tracePatterns.js';
import type { RowLayout } from './rowLayout.js';
import { type SessionVariable, SessionVariables } from './sessionVariables.js';
import { NODES, type StepDescription } from './stepDescription.js';
import { TracedOps } from './tracedOps.js';

export interface StepGraph {
  readonly savedModel: Uint8Array;
  readonly variables: readonly SessionVariable[];
  /** Variables that a step gives a new value. */
  readonly assigned: ReadonlySet<Variable>;
  /** Null where there are no statistics. */
  readonly layout: RowLayout | null;
  /** Indices of the batch's tensors that the step uses: a loss may ignore its targets. */
  readonly batch: ReadonlySet<number>;
  /** The trace's captured and created tensors that have to be fed, as indices. */
  readonly captured: readonly number[];
  readonly fed: readonly number[];
  /** Nodes that draw numbers, with the trace's created tensors that they stand for. */
  readonly drawn: readonly { readonly index: number; readonly ref: Ref }[];
  readonly nodes: number;
}

/**
 * Writes a traced step as a graph: its operations, the optimizer's update as TensorFlow has it, and the sums that statistics are made of.
 * A step whose loss or gradients are not finite changes nothing: its row is a single NaN, and the batch can be trained eagerly.
 */
export function stepGraph(binding: Binding, messages: Messages, step: StepDescription): StepGraph {
  return new StepWriter(new GraphBuilder(messages, binding), step).write();
}

class StepWriter {
  private readonly variables: SessionVariables;
  private readonly ops: TracedOps;
  private readonly vectors: Vectors;
  private readonly packed: PackedVariables;
  private readonly T;

  constructor(
    private readonly graph: GraphBuilder,
    private readonly step: StepDescription,
  ) {
    const { TF_FLOAT, TF_INT32, TF_BOOL } = graph.binding;
    const dtypes: Readonly<Record<string, number>> = { float32: TF_FLOAT, int32: TF_INT32, bool: TF_BOOL };
    this.variables = new SessionVariables(graph, (variable) => dtypes[variable.dtype] ?? TF_FLOAT);
    this.T = graph.type('T', TF_FLOAT);
    this.vectors = new Vectors(graph);
    const patterns = new TracePatterns(step.trace, step.batch, step.varying);
    this.ops = new TracedOps(graph, this.variables, step.trace, step.varying, patterns, (index) =>
      this.batchRef(index),
    );
    this.packed = new PackedVariables({ graph, step, variables: this.variables, ops: this.ops });
  }

  write(): StepGraph {
    const { graph, step, ops, T } = this;
    this.packed.pack();
    ops.write('compute');
    const scalars = step.scalars.map((source) => this.vectors.reshaped(ops.ref(source), []));
    const sums = step.withStatistics ? this.sums() : null;
    const pass = this.gate(scalars[0] as Ref, sums);
    const changes = this.changes(pass);
    const row = this.vectors.concatenated([this.vectors.stacked(scalars), ...(sums?.vectors ?? [])]);
    const whole = graph.op('Identity', [row, ...changes.map((ref) => `^${ref}`)], [T]);
    this.output(NODES.row, whole, pass);
    if (sums) {
      ops.write('measure');
      for (const [name, source] of Object.entries(step.extras)) this.output(NODES.extra(name), ops.ref(source), pass);
    }
    return {
      savedModel: graph.savedModel(),
      variables: this.variables.all,
      batch: this.batch,
      assigned: this.assigned,
      layout: sums?.layout ?? null,
      captured: ops.captured,
      fed: ops.fed,
      drawn: ops.drawn,
      nodes: graph.size,
    };
  }

  private readonly assigned = new Set<Variable>();

  private batchRef(index: number): Ref {
    const { graph, step } = this;
    const { TF_INT32 } = graph.binding;
    const { dtype } = step.batch[index] as TracedOutput;
    const fed = graph.placeholder(dtype, NODES.batch(index));
    this.batch.add(index);
    if (!step.gathered) return fed;
    const types = [graph.type('Tparams', dtype), graph.type('Tindices', TF_INT32), graph.type('Taxis', TF_INT32)];
    return graph.op('GatherV2', [fed, this.rows(), this.vectors.scalarInt(0)], [...types, graph.int('batch_dims', 0)]);
  }

  private readonly batch = new Set<number>();
  private rowsRef: Ref | null = null;
  private rows(): Ref {
    this.rowsRef ??= this.graph.placeholder(this.graph.binding.TF_INT32, NODES.rows);
    return this.rowsRef;
  }

  /** The names of the weights after the update are known before the update is. */
  private sums(): GradientSums {
    const { step, variables, ops } = this;
    const placeOf = new Map(step.measured.map(({ index }, at) => [index, at]));
    const packed = this.packed.summed((index) => placeOf.get(index) ?? 0);
    const alone = step.measured.flatMap(({ variable, index, lastGradient }, at): SummedGroup[] => {
      if (index !== null && this.packed.has(index)) return [];
      const { read } = variables.of(variable);
      const gradient = index === null ? null : (step.trained[index]?.gradient ?? null);
      const own = { kind: 'single', members: [at], shapes: [variable.shape], before: read } as const;
      if (gradient === null) return [{ ...own, gradient: read, last: null, after: read }];
      const last = lastGradient && variables.of(lastGradient).read;
      return [{ ...own, gradient: ops.ref(gradient), last, after: afterName(index ?? 0) }];
    });
    return gradientSums(this.graph, [...packed, ...alone]);
  }

  /** @returns the learning rate, dead where the step must not change anything, and what is alive only then */
  private gate(loss: Ref, sums: GradientSums | null): { learningRate: Ref; otherwise: Ref } {
    const { graph, T } = this;
    const { TF_FLOAT, TF_BOOL } = graph.binding;
    const fed = graph.placeholder(TF_FLOAT, NODES.learningRate);
    const exact = graph.placeholder(TF_BOOL, NODES.exact);
    const decisive = sums
      ? graph.op('AddV2', [loss, graph.op('SelectV2', [exact, sums.broken, sums.tooLarge], [T])], [T])
      : loss;
    const finite = graph.op('IsFinite', [decisive], [T]);
    const passed = graph.op('Switch', [fed, finite], [T]);
    const nan = graph.constant(TF_FLOAT, [1], Float32Array.of(Number.NaN));
    return {
      learningRate: graph.op('Identity', [`${passed}:1`], [T]),
      otherwise: graph.op('Switch', [nan, finite], [T]),
    };
  }

  /** Everything that the step changes. @returns nodes to wait for */
  private changes({ learningRate }: { learningRate: Ref }): Ref[] {
    const { step, ops } = this;
    const byOptimizer = step.optimizer ? this.fusedUpdate(step.optimizer, learningRate) : [];
    if (!step.optimizer) ops.write('update');
    const ofPacks = this.packed.keepGradients(learningRate);
    for (const { variables } of ofPacks) for (const each of variables) this.assigned.add(each);
    const others = step.trace.assigned
      .filter(({ variable }) => !this.assigned.has(variable))
      .map(({ variable, value }) => this.assignment(variable, ops.ref(value), learningRate));
    return [...byOptimizer, ...ofPacks.map(({ kept }) => kept), ...others];
  }

  /** The update as TensorFlow's own operations. */
  private fusedUpdate(optimizer: FusedOptimizer, learningRate: Ref): Ref[] {
    const { graph, step, variables, ops } = this;
    const context = { graph, variables, learningRate };
    const update = optimizer.begin(context);
    const updates: Ref[] = [];
    for (const pack of this.packed.packs) updates.push(this.packed.update(pack, update));
    step.trained.forEach(({ variable, gradient }, index) => {
      if (gradient === null) return;
      for (const each of [variable, ...(optimizer.slots(index) ?? [])]) this.assigned.add(each);
      if (this.packed.has(index)) return;
      const own = variables.of(variable);
      const updated = update(index, own, ops.ref(gradient));
      updates.push(updated);
      this.readAfter(index, own, updated);
    });
    for (const variable of optimizer.own()) this.assigned.add(variable);
    return [...updates, ...optimizer.end(context, updates)];
  }

  private assignment(variable: Variable, value: Ref, learningRate: Ref): Ref {
    const { graph, step, variables } = this;
    const own = variables.of(variable);
    this.assigned.add(variable);
    const inputs = [own.handle, value, `^${own.whole}`, `^${learningRate}`];
    const assigned = graph.op('AssignVariableOp', inputs, [graph.type('dtype', own.dtype)]);
    const index = step.trained.findIndex((each) => each.variable === variable);
    if (index !== -1 && step.trained[index]?.gradient) this.readAfter(index, own, assigned);
    return assigned;
  }

  /** The weights after the update: what the statistics and the traced operations behind the update work on. */
  private readAfter(index: number, { variable, handle, dtype }: SessionVariable, updated: Ref): void {
    const { graph, step, ops } = this;
    const after = graph.op('ReadVariableOp', [handle, `^${updated}`], [graph.type('dtype', dtype)], afterName(index));
    const assigned = step.trace.assigned.find((each) => each.variable === variable);
    if (assigned) ops.alias(assigned.value, after);
  }

  private output(name: string, value: Ref, { otherwise }: { otherwise: Ref }): void {
    const { graph } = this;
    graph.op('Merge', [value, otherwise], [this.T, graph.int('N', 2)], name);
  }
}

function afterName(index: number): Ref {
  return `after${index}`;
}
