import type { FitSession } from '../../fit/fitSession.js';
import type { Tensor, Tfjs, TrainingModel } from '../../tfjs/tfjs.js';
import { fusedOptimizer } from '../graph/fusedOptimizers.js';
import { stepGraph } from '../graph/stepGraph.js';
import type { Binding, NodeBackend } from '../tensorflow/binding.js';
import type { Messages } from '../tensorflow/messages.js';
import { Session } from '../tensorflow/session.js';
import { repeatedTrace } from '../trace/repeatedTrace.js';
import { type MeaningfulTrace, StepTrace } from '../trace/stepTrace.js';
import { CompiledProgram, type Feed } from './compiledProgram.js';
import type { OwnCode } from './ownCode.js';
import { batchKind, StepIdentity } from './stepIdentity.js';

/** How far a kind of step has come. */
type State =
  /** Its first steps make the optimizer's variables and warm everything up. */
  | { readonly kind: 'cold' }
  | { readonly kind: 'traced'; readonly first: MeaningfulTrace | null }
  | { readonly kind: 'compiled'; readonly program: CompiledProgram }
  | { readonly kind: 'eager'; readonly reason: string };

/** Steps of one model on batches of one kind. */
interface StepKind {
  readonly identity: StepIdentity;
  state: State;
}

/** A batch: how many follow it in its fit is known for some. */
export interface CompiledBatch {
  readonly model: TrainingModel;
  readonly session: FitSession;
  readonly feed: Feed;
}

export interface CompiledStepsContext {
  readonly tf: Tfjs;
  readonly backend: NodeBackend;
  readonly messages: Messages;
  readonly ownCode: OwnCode;
  readonly withStatistics: boolean;
  readonly log: (message: string) => void;
}

/** Programs that are kept: each has a copy of its model's weights. */
const MOST_PROGRAMS = 16;

/** Decides for each batch whether it is trained op by op, under observation, or as one call; and makes that call. */
export class CompiledSteps {
  private readonly kinds = new WeakMap<TrainingModel, Map<string, StepKind>>();
  /** The least recently used first. */
  private readonly programs = new Set<CompiledProgram>();

  constructor(private readonly context: CompiledStepsContext) {}

  /**
   * Trains a batch.
   * @param eager trains it op by op
   * @returns loss and metrics: numbers of a compiled step, scalars of an eager one
   */
  run(batch: CompiledBatch, eager: (trace: StepTrace | null) => Tensor[]): Float32Array | Tensor[] {
    const kind = this.kindOf(batch);
    const { state } = kind;
    switch (state.kind) {
      case 'eager':
        batch.session.tellMode(state.reason);
        return eager(null);
      case 'cold':
        kind.state = { kind: 'traced', first: null };
        return eager(null);
      case 'traced':
        return this.trace(kind, state.first, batch, eager);
      case 'compiled':
        return this.runProgram(kind, state.program, batch) ?? eager(null);
    }
  }

  private kindOf({ model, feed }: CompiledBatch): StepKind {
    let kinds = this.kinds.get(model);
    if (!kinds) {
      kinds = new Map();
      this.kinds.set(model, kinds);
    }
    const key = batchKind(feed.tensors, feed.rows);
    const known = kinds.get(key);
    if (known && known.identity.change === null) return known;
    if (known) this.forget(known);
    const reason = this.context.ownCode.userCodeIn(model) ?? this.unknownOptimizer(model);
    const state: State = reason === null ? { kind: 'cold' } : { kind: 'eager', reason };
    const made = { identity: new StepIdentity(model), state };
    kinds.set(key, made);
    return made;
  }

  private unknownOptimizer({ optimizer_ }: TrainingModel): string | null {
    return fusedOptimizer(this.context.tf, optimizer_) ? null : `custom optimizer ${optimizer_.getClassName()}`;
  }

  private trace(
    kind: StepKind,
    first: MeaningfulTrace | null,
    batch: CompiledBatch,
    eager: (trace: StepTrace | null) => Tensor[],
  ): Tensor[] {
    const trace = new StepTrace(this.context.tf, this.context.backend);
    const scalars = eager(trace);
    const traced = trace.finish();
    if (!first && traced.trace.refusal === null) {
      kind.state = { kind: 'traced', first: traced };
      return scalars;
    }
    const repetition = first ? repeatedTrace(first.trace, traced.trace) : { refusal: traced.trace.refusal ?? '' };
    if ('refusal' in repetition) this.stayEager(kind, batch, repetition.refusal);
    else this.compile(kind, batch, traced);
    return scalars;
  }

  private compile(kind: StepKind, batch: CompiledBatch, traced: MeaningfulTrace): void {
    const { tf, backend, messages, withStatistics } = this.context;
    const optimizer = fusedOptimizer(tf, batch.model.optimizer_);
    if (!optimizer) return;
    const started = performance.now();
    try {
      const names = new Map(traced.trained.map(({ variable }, index) => [variable, index]));
      const measured = batch.session.variables.map((variable) => names.get(variable) ?? -1);
      const gathered = batch.feed.rows !== null;
      const description = { ...traced, optimizer, measured, gathered, withStatistics };
      const graph = stepGraph(backend.binding as Binding, messages, description);
      const session = Session.load(backend.binding, graph.savedModel);
      const program = new CompiledProgram(tf, backend, session, graph, description);
      this.keep(program);
      kind.state = { kind: 'compiled', program };
      const time = Math.round(performance.now() - started);
      this.context.log(`compiled ${traced.trace.ops.length} operations into ${graph.nodes} nodes in ${time} ms`);
    } catch (error) {
      this.stayEager(kind, batch, 'TensorFlow does not take the graph');
      this.context.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  private runProgram(kind: StepKind, program: CompiledProgram, batch: CompiledBatch): Float32Array | null {
    const { session, model, feed } = batch;
    const outdated = program.outdated;
    if (outdated !== null) {
      this.forget(kind);
      kind.state = { kind: 'cold' };
      return null;
    }
    const extras = [
      ...(session.wantsHistogram && this.context.withStatistics ? ['histogram'] : []),
      ...(session.dueActivations ? ['activations'] : []),
    ];
    const row = program.run(
      feed,
      extras.filter((extra) => program.has(extra)),
    );
    if (!row) {
      this.forget(kind);
      this.stayEager(kind, batch, 'its numbers are NaN or infinite');
      return null;
    }
    this.keep(program);
    (model.optimizer_ as unknown as { incrementIterations(): void }).incrementIterations();
    session.tellMode(null);
    const { histogram, activations, exact } = row.extras;
    session.write({
      loss: row.scalars[0] ?? Number.NaN,
      lossKnown: true,
      metrics: row.scalars.slice(1),
      statistics: exact ? session.plan.readStatistics(exact, program.missing) : row.statistics,
      histogram: histogram ? session.plan.readHistogram(histogram) : null,
      activations: activations ?? null,
    });
    return row.scalars;
  }

  private stayEager(kind: StepKind, batch: CompiledBatch, reason: string): void {
    kind.state = { kind: 'eager', reason };
    batch.session.tellMode(reason);
  }

  private keep(program: CompiledProgram): void {
    this.programs.delete(program);
    this.programs.add(program);
    const [oldest] = this.programs;
    if (this.programs.size > MOST_PROGRAMS && oldest) this.drop(oldest);
  }

  private forget({ state }: StepKind): void {
    if (state.kind === 'compiled') this.drop(state.program);
  }

  private drop(program: CompiledProgram): void {
    this.programs.delete(program);
    program.dispose();
  }
}
