import type { FitSession } from '../../fit/fitSession.js';
import type { EagerStep } from '../../tap/stepListener.js';
import type { Optimizer, Tensor, Tfjs, TrainingModel } from '../../tfjs/tfjs.js';
import { fusedOptimizer } from '../graph/fusedOptimizers.js';
import { Replay } from '../replay/replay.js';
import type { NodeBackend } from '../tensorflow/binding.js';
import { needsItsCode, repeatedTrace } from '../trace/repeatedTrace.js';
import { type MeaningfulTrace, StepTrace } from '../trace/stepTrace.js';
import type { CompiledProgram, CompiledRow, Feed } from './compiledProgram.js';
import type { OwnCode } from './ownCode.js';
import type { Programs } from './programs.js';
import { recordRow } from './recordRow.js';
import { batchKind, StepIdentity } from './stepIdentity.js';
import { reasonOf, type StepKind, tellMode } from './stepKind.js';

/** Replayed steps in a row that may be others than the graph's. */
const MOST_DIVERGENCES = 3;

export interface CompiledBatch {
  readonly model: TrainingModel;
  readonly session: FitSession;
  readonly feed: Feed;
}

export interface CompiledStepsContext {
  readonly tf: Tfjs;
  readonly backend: NodeBackend;
  readonly programs: Programs;
  readonly ownCode: OwnCode;
  readonly withStatistics: boolean;
  readonly log: (message: string) => void;
}

/** Decides for each step whether it is done op by op, under observation, or as one call; and makes that call. */
export class CompiledSteps {
  private readonly kinds = new WeakMap<object, Map<string, StepKind>>();

  constructor(private readonly context: CompiledStepsContext) {}

  /**
   * Trains a batch.
   * @param eager runs the step's JavaScript
   * @returns loss and metrics: numbers of a compiled step, scalars of another
   */
  runBatch(batch: CompiledBatch, eager: EagerStep): Float32Array | Tensor[] {
    const { model, feed, session } = batch;
    const kinds = this.kindsOf(model);
    const key = batchKind(feed.tensors, feed.rows);
    const kind = this.current(kinds.get(key)) ?? this.newKind(model);
    kinds.set(key, kind);
    const { state } = kind;
    // The smaller last batch of an epoch does not decide what a fit's steps are said to be.
    const heard = (own: FitSession) => {
      if (session.isUsualBatch(rowsOf(feed))) tellMode(own, kind);
    };
    if (state.kind === 'compiled' && kind.userCode === null) {
      const values = this.runProgram(kind, state.program, batch, heard);
      if (values) return values;
    }
    return this.runCode(kind, feed, eager, heard);
  }

  /** A step made by hand. */
  runUpdate(optimizer: Optimizer, eager: EagerStep): Tensor[] {
    const kinds = this.kindsOf(optimizer);
    let kind = kinds.get('');
    if (!kind) {
      kind = {
        userCode: 'the training loop',
        identity: null,
        state: { kind: 'cold' },
        divergences: 0,
        varying: new Set(),
      };
      kinds.set('', kind);
    }
    const own = kind;
    return this.runCode(own, { tensors: [], rows: null }, eager, (session) => tellMode(session, own));
  }

  private kindsOf(owner: object): Map<string, StepKind> {
    let kinds = this.kinds.get(owner);
    if (!kinds) {
      kinds = new Map();
      this.kinds.set(owner, kinds);
    }
    return kinds;
  }

  /** The kind, if it is as it was. */
  private current(kind: StepKind | undefined): StepKind | null {
    if (!kind || (kind.identity?.change ?? null) === null) return kind ?? null;
    if (kind.state.kind === 'compiled') this.context.programs.drop(kind.state.program);
    return null;
  }

  private newKind(model: TrainingModel): StepKind {
    const { tf, ownCode } = this.context;
    const { optimizer_: optimizer } = model;
    const custom = fusedOptimizer(tf, optimizer) ? null : `custom optimizer ${optimizer.getClassName()}`;
    const userCode = ownCode.userCodeIn(model) ?? custom;
    const identity = userCode === null ? new StepIdentity(model) : null;
    return { userCode, identity, state: { kind: 'cold' }, divergences: 0, varying: new Set() };
  }

  /** Runs a step's JavaScript: to learn what it does, or because it has to run. */
  private runCode(kind: StepKind, feed: Feed, eager: EagerStep, heard: (session: FitSession) => void): Tensor[] {
    const { state } = kind;
    switch (state.kind) {
      case 'eager':
        return eager(null, heard);
      case 'cold':
        kind.state = { kind: 'traced', first: null };
        return eager(null, heard);
      case 'traced':
        return this.trace(kind, state.first, feed, eager, heard);
      case 'compiled':
        return this.replay(kind, state.program, feed, eager, heard);
    }
  }

  private trace(
    kind: StepKind,
    first: MeaningfulTrace | null,
    feed: Feed,
    eager: EagerStep,
    heard: (session: FitSession) => void,
  ): Tensor[] {
    const trace = new StepTrace(this.context.tf, this.context.backend);
    const scalars = eager(trace);
    const traced = trace.finish();
    if (!first && traced.trace.refusal === null) kind.state = { kind: 'traced', first: traced };
    else this.decide(kind, first, traced, feed);
    if (traced.session) heard(traced.session);
    return scalars;
  }

  private decide(kind: StepKind, first: MeaningfulTrace | null, second: MeaningfulTrace, feed: Feed): void {
    const repetition = first ? repeatedTrace(first.trace, second.trace) : { refusal: second.trace.refusal ?? '' };
    const refusal =
      'refusal' in repetition
        ? repetition.refusal
        : kind.userCode === null && first
          ? needsItsCode(first.trace, repetition)
          : null;
    if (refusal !== null || 'refusal' in repetition) this.stayEager(kind, refusal ?? '');
    else this.compile(kind, second, kind.userCode === null ? new Set() : repetition.varying, feed);
  }

  private compile(kind: StepKind, traced: MeaningfulTrace, varying: ReadonlySet<number>, feed: Feed): void {
    const { tf, programs, withStatistics, log } = this.context;
    const { session, optimizer } = traced;
    if (!session || !optimizer) return;
    try {
      const places = new Map(traced.trained.map(({ variable }, index) => [variable, index]));
      const measured = session.variables.map((variable) => ({ variable, index: places.get(variable) ?? null }));
      const program = programs.make({
        ...traced,
        optimizer: fusedOptimizer(tf, optimizer),
        varying: new Set([...varying, ...kind.varying]),
        measured,
        gathered: feed.rows !== null,
        withStatistics,
      });
      kind.state = { kind: 'compiled', program };
    } catch (error) {
      this.stayEager(kind, 'TensorFlow does not take the graph');
      log(messageOf(error));
    }
  }

  /** A step of tfjs's own code: its JavaScript does not run. */
  private runProgram(
    kind: StepKind,
    program: CompiledProgram,
    batch: CompiledBatch,
    heard: (session: FitSession) => void,
  ): Float32Array | null {
    const { session, model, feed } = batch;
    if (!this.isUsable(kind, program)) return null;
    program.bring();
    let row: CompiledRow | null;
    try {
      row = program.run(feed, session.dueExtras);
    } catch (error) {
      this.context.log(messageOf(error));
      this.putAway(kind, program, 'it fails as a graph');
      return null;
    }
    if (!row) {
      this.putAway(kind, program, 'its numbers are NaN or infinite');
      return null;
    }
    (model.optimizer_ as unknown as { incrementIterations(): void }).incrementIterations();
    heard(session);
    recordRow(session, row, program.missing);
    return row.scalars;
  }

  /** A step of which something is the user's: its JavaScript runs, its operations are the graph's while they are the same. */
  private replay(
    kind: StepKind,
    program: CompiledProgram,
    feed: Feed,
    eager: EagerStep,
    heard: (session: FitSession) => void,
  ): Tensor[] {
    if (!this.isUsable(kind, program)) return eager(null, heard);
    program.bring();
    const replay = new Replay(this.context.tf, this.context.backend, program, feed);
    const scalars = eager(replay, heard);
    const { divergence, newlyVarying } = replay;
    if (divergence === null) {
      kind.divergences = 0;
      return scalars;
    }
    kind.divergences++;
    if (newlyVarying !== null) kind.varying.add(newlyVarying);
    if (kind.divergences >= MOST_DIVERGENCES) this.putAway(kind, program, divergence);
    else if (newlyVarying !== null) {
      this.context.programs.drop(program);
      kind.state = { kind: 'traced', first: null };
    }
    return scalars;
  }

  /** A program that does not stand for the step any more is made anew. */
  private isUsable(kind: StepKind, program: CompiledProgram): boolean {
    if (program.outdated === null) {
      this.context.programs.use(program);
      return true;
    }
    this.context.programs.drop(program);
    kind.state = { kind: 'cold' };
    return false;
  }

  private putAway(kind: StepKind, program: CompiledProgram, why: string): void {
    this.context.programs.drop(program);
    this.stayEager(kind, why);
  }

  private stayEager(kind: StepKind, why: string): void {
    kind.state = { kind: 'eager', reason: reasonOf(kind, why) };
  }
}

function rowsOf({ tensors, rows }: Feed): number {
  return rows?.length ?? tensors[0]?.shape[0] ?? 0;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
