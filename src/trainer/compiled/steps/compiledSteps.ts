import { stackOf } from '../../../errors/errorText.js';
import type { Optimizer, Tensor } from '../../../tfjs/tfjs.js';
import type { OwnCode } from '../../capture/ownCode.js';
import type { RecordedFit } from '../../tap/recordedFit.js';
import type { EagerStep } from '../../tap/stepWatcher.js';
import { Replay } from '../replay/replay.js';
import type { CompiledProgram, CompiledRow } from './compiledProgram.js';
import { recordRow } from './recordRow.js';
import { MOST_RESTARTS, StepCompiler, type StepCompilerContext } from './stepCompiler.js';
import type { CompiledBatch, Feed } from './stepFeed.js';
import { type StepKind, type StepState, tellMode } from './stepKind.js';
import { StepKinds } from './stepKinds.js';
import { Verifier, type VerifierOptions } from './verifier.js';

/** Replayed steps in a row that may be others than the graph's. */
const MOST_DIVERGENCES = 3;

export interface CompiledStepsContext extends StepCompilerContext, VerifierOptions {
  readonly ownCode: OwnCode;
}

/** Decides for each step whether it is done op by op, under observation, or as one call; and makes that call. */
export class CompiledSteps {
  private readonly kinds: StepKinds;
  private readonly verifier: Verifier;
  private readonly compiler: StepCompiler;

  constructor(private readonly context: CompiledStepsContext) {
    const { tf, ownCode, programs } = context;
    this.kinds = new StepKinds(tf, ownCode, programs);
    this.verifier = new Verifier(tf, this.kinds, context);
    this.compiler = new StepCompiler(context, this.kinds, this.verifier);
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
    switch (state.kind) {
      case 'eager':
        return eager(null, heard);
      case 'cold':
        kind.state = { kind: 'traced', first: null };
        return eager(null, heard);
      case 'traced':
        return this.compiler.trace(kind, state.first, session, feed, eager, heard);
      case 'compiled':
        return this.replay(kind, state, feed, eager, heard);
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
