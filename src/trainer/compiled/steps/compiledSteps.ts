import { stackOf } from '../../../errors/errorText.js';
import type { NodeBackend } from '../../../tfjs/nodeBackend.js';
import type { Optimizer, Tensor, Tfjs } from '../../../tfjs/tfjs.js';
import type { LastGradients } from '../../tap/lastGradients.js';
import type { RecordedFit } from '../../tap/recordedFit.js';
import type { EagerStep } from '../../tap/stepWatcher.js';
import { fusedOptimizer } from '../graph/fusedOptimizers.js';
import { Replay } from '../replay/replay.js';
import { needsItsCode, repeatedTrace } from '../trace/repeatedTrace.js';
import { type MeaningfulTrace, StepTrace } from '../trace/stepTrace.js';
import type { CompiledProgram, CompiledRow } from './compiledProgram.js';
import { EagerOutcome } from './eagerOutcome.js';
import type { OwnCode } from './ownCode.js';
import type { ProgramCache } from './programCache.js';
import { recordRow } from './recordRow.js';
import type { CompiledBatch, Feed } from './stepFeed.js';
import { type StepKind, type StepState, tellMode } from './stepKind.js';
import { StepKinds } from './stepKinds.js';
import { type Verification, VerificationClock } from './verificationClock.js';
import { Verifier, type VerifierOptions } from './verifier.js';

/** Replayed steps in a row that may be others than the graph's. */
const MOST_DIVERGENCES = 3;

/** Times that a step made by hand is traced anew because it began with something else. */
const MOST_RESTARTS = 5;

export interface CompiledStepsContext extends VerifierOptions {
  readonly tf: Tfjs;
  readonly backend: NodeBackend;
  readonly programs: ProgramCache;
  readonly ownCode: OwnCode;
  readonly withStatistics: boolean;
  readonly lastGradients: LastGradients | null;
  readonly verification: Verification;
}

/** Decides for each step whether it is done op by op, under observation, or as one call; and makes that call. */
export class CompiledSteps {
  private readonly kinds: StepKinds;
  private readonly verifier: Verifier;

  constructor(private readonly context: CompiledStepsContext) {
    const { tf, ownCode, programs } = context;
    this.kinds = new StepKinds(tf, ownCode, programs);
    this.verifier = new Verifier(tf, this.kinds, context);
  }

  /**
   * Trains a batch.
   * @param eager runs the step's JavaScript
   * @returns loss and metrics: numbers of a compiled step, scalars of another
   */
  runBatch(batch: CompiledBatch, eager: EagerStep): Float32Array | Tensor[] {
    const { model, feed, session } = batch;
    const kind = this.kinds.ofBatch(model, feed);
    const { state } = kind;
    // The smaller last batch of an epoch does not decide what a fit's steps are said to be.
    const heard = (own: RecordedFit) => {
      if (session.isUsualBatch(rowsOf(feed))) tellMode(own, kind);
    };
    if (state.kind === 'compiled' && kind.userCode === null) {
      if (state.clock.isDue && this.kinds.isUsable(kind, state.program))
        return this.verifier.compare(kind, state, batch, eager, heard);
      const values = this.runProgram(kind, state.program, batch, heard);
      if (values) return values;
    }
    return this.runCode(kind, feed, session, eager, heard);
  }

  /** Has every step learned anew. */
  startAgain(): void {
    this.kinds.clear();
    this.context.programs.clear();
  }

  /** A step made by hand. */
  runUpdate(optimizer: Optimizer, eager: EagerStep): Tensor[] {
    const kind = this.kinds.ofUpdate(optimizer);
    return this.runCode(kind, { tensors: [], rows: null }, null, eager, (session) => tellMode(session, kind));
  }

  /** Runs a step's JavaScript: to learn what it does, or because it has to run. */
  private runCode(
    kind: StepKind,
    feed: Feed,
    session: RecordedFit | null,
    eager: EagerStep,
    heard: (session: RecordedFit) => void,
  ): Tensor[] {
    const { state } = kind;
    const { tf, backend, lastGradients } = this.context;
    switch (state.kind) {
      case 'eager':
        return eager(null, heard);
      case 'cold':
        kind.state = { kind: 'traced', first: null };
        return eager(null, heard);
      case 'traced':
        return this.trace(
          kind,
          state.first,
          new StepTrace(tf, backend, session, lastGradients?.all ?? []),
          feed,
          eager,
          heard,
        );
      case 'compiled':
        return this.replay(kind, state, feed, eager, heard);
    }
  }

  private trace(
    kind: StepKind,
    first: MeaningfulTrace | null,
    trace: StepTrace,
    feed: Feed,
    eager: EagerStep,
    heard: (session: RecordedFit) => void,
  ): Tensor[] {
    const outcome = first ? new EagerOutcome(this.context.tf) : null;
    try {
      const scalars = eager(trace);
      const traced = trace.finish();
      if (!first && traced.trace.refusal === null) kind.state = { kind: 'traced', first: traced };
      else this.decide(kind, first, traced, feed);
      if (outcome && traced.session) this.verifier.takeover(kind, feed, outcome, scalars, traced);
      if (traced.session) heard(traced.session);
      return scalars;
    } finally {
      outcome?.dispose();
    }
  }

  private decide(kind: StepKind, first: MeaningfulTrace | null, second: MeaningfulTrace, feed: Feed): void {
    const repetition = first ? repeatedTrace(first.trace, second.trace) : { refusal: second.trace.refusal ?? '' };
    const refusal =
      'refusal' in repetition
        ? repetition.refusal
        : kind.userCode === null && first
          ? needsItsCode(first.trace, repetition)
          : null;
    // A loop of one's own may well do something else now and then, in its smaller last batch perhaps; tfjs's own code does where something
    // was set before the step, and is uploaded in it.
    const isOther = 'refusal' in repetition && second.trace.refusal === null;
    if (isOther && kind.restarts < MOST_RESTARTS) {
      kind.restarts++;
      kind.state = { kind: 'traced', first: second };
    } else if (refusal !== null || 'refusal' in repetition) this.kinds.stayEager(kind, refusal ?? '');
    else this.compile(kind, second, kind.userCode === null ? new Set() : repetition.varying, feed);
  }

  private compile(kind: StepKind, traced: MeaningfulTrace, varying: ReadonlySet<number>, feed: Feed): void {
    const { tf, programs, withStatistics, lastGradients, verification, log } = this.context;
    const { session, optimizer } = traced;
    if (!session || !optimizer) return;
    const started = performance.now();
    try {
      const places = new Map(traced.trained.map(({ variable }, index) => [variable, index]));
      const assigned = new Set(traced.trace.assigned.map(({ variable }) => variable));
      const kept = new Map(
        session.variables.flatMap((variable) => {
          const last = lastGradients?.of(variable);
          return last && assigned.has(last) ? [[variable, last] as const] : [];
        }),
      );
      const measured = session.variables.map((variable) => ({
        variable,
        index: places.get(variable) ?? null,
        lastGradient: kept.get(variable) ?? null,
      }));
      const program = programs.make({
        ...traced,
        optimizer: fusedOptimizer(tf, optimizer),
        varying: new Set([...varying, ...kind.varying]),
        measured,
        gathered: feed.rows !== null,
        withStatistics,
      });
      if (session.latest) program.expect(session.latest.statistics);
      const clock = new VerificationClock(verification, performance.now() - started);
      kind.state = { kind: 'compiled', program, clock };
    } catch (error) {
      this.kinds.stayEager(kind, 'TensorFlow rejects the graph');
      log(stackOf(error));
    }
  }

  /** A step of tfjs's own code: its JavaScript does not run. */
  private runProgram(
    kind: StepKind,
    program: CompiledProgram,
    batch: CompiledBatch,
    heard: (session: RecordedFit) => void,
  ): Float32Array | null {
    const { session, model, feed } = batch;
    if (!this.kinds.isUsable(kind, program)) return null;
    program.bring();
    let row: CompiledRow | null;
    try {
      row = program.run(feed, session.dueExtras);
    } catch (error) {
      this.context.log(stackOf(error));
      this.kinds.stayEager(kind, 'it fails as a graph');
      return null;
    }
    if (!row) {
      this.kinds.stayEager(kind, 'its numbers are NaN or infinite');
      return null;
    }
    heard(session);
    recordRow(session, model.optimizer_, program, row);
    return row.scalars;
  }

  /** A step of which something is the user's: its JavaScript runs, its operations are the graph's while they are the same. */
  private replay(
    kind: StepKind,
    { program, clock }: Extract<StepState, { kind: 'compiled' }>,
    feed: Feed,
    eager: EagerStep,
    heard: (session: RecordedFit) => void,
  ): Tensor[] {
    if (!this.kinds.isUsable(kind, program)) return eager(null, heard);
    program.bring();
    const started = performance.now();
    const verified = clock.isDue;
    const stale = verified ? program.stale() : null;
    if (stale !== null) return eager(null, (session) => this.verifier.tell(kind, session, stale));
    const replay = new Replay(this.context.tf, this.context.backend, program, feed, verified);
    const scalars = eager(replay, heard);
    if (verified) clock.done(performance.now() - started);
    const { divergence, newlyVarying, difference } = replay;
    if (difference !== null && replay.session) {
      this.verifier.tell(kind, replay.session, difference);
      return scalars;
    }
    if (divergence === null) {
      kind.divergences = 0;
      return scalars;
    }
    const isNews = newlyVarying !== null && !kind.varying.has(newlyVarying);
    // Another model than before, perhaps, that the same optimizer trains.
    const isOther = !isNews && replay.divergedAtOnce && kind.restarts < MOST_RESTARTS;
    if (isNews) kind.varying.add(newlyVarying);
    else if (isOther) kind.restarts++;
    else kind.divergences++;
    if (kind.divergences >= MOST_DIVERGENCES) this.kinds.stayEager(kind, divergence);
    else if (isNews || isOther) this.kinds.startAgain(kind, 'traced');
    return scalars;
  }
}

function rowsOf({ tensors, rows }: Feed): number {
  return rows?.length ?? tensors[0]?.shape[0] ?? 0;
}
