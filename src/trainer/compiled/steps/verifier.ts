import { stackOf } from '../../../errors/errorText.js';
import type { Tensor, Tfjs } from '../../../tfjs/tfjs.js';
import type { RecordedFit } from '../../tap/recordedFit.js';
import type { EagerStep } from '../../tap/stepWatcher.js';
import type { MeaningfulTrace } from '../trace/stepTrace.js';
import { NOT_FINITE } from './agreement.js';
import { EagerOutcome } from './eagerOutcome.js';
import { stepDifference } from './stepDifference.js';
import type { CompiledBatch, Feed } from './stepFeed.js';
import type { StepKind, StepState } from './stepKind.js';
import type { StepKinds } from './stepKinds.js';

export interface VerifierOptions {
  readonly log: (message: string) => void;
  /** A compiled step gave other results than the eager one. */
  readonly warn: (session: RecordedFit, difference: string) => void;
}

/** Holds compiled steps against eager ones; where they differ, the rest is eager. */
export class Verifier {
  constructor(
    private readonly tf: Tfjs,
    private readonly kinds: StepKinds,
    private readonly options: VerifierOptions,
  ) {}

  /** Has a program that was just made compute the step that was traced. */
  takeover(
    kind: StepKind,
    feed: Feed,
    outcome: EagerOutcome,
    scalars: readonly Tensor[],
    { session, trace }: MeaningfulTrace,
  ): void {
    const { state } = kind;
    if (state.kind !== 'compiled' || !session || !state.program.hasAllItCaptured) return;
    outcome.noteScalars(scalars);
    outcome.created = trace.created;
    this.judge(kind, session, () => stepDifference(this.tf, state.program, feed, outcome));
  }

  /** Trains a batch eagerly, and has the program compute it too. */
  compare(
    kind: StepKind,
    { program, clock }: Extract<StepState, { kind: 'compiled' }>,
    { feed, session }: CompiledBatch,
    eager: EagerStep,
    heard: (session: RecordedFit) => void,
  ): Tensor[] {
    const started = performance.now();
    program.bring();
    const stale = program.stale();
    if (stale !== null) {
      this.tell(kind, session, stale);
      return eager(null, heard);
    }
    const outcome = new EagerOutcome(this.tf);
    try {
      const scalars = eager(null);
      outcome.noteScalars(scalars);
      // What draws numbers draws others each time.
      if (program.graph.drawn.length === 0)
        this.judge(kind, session, () => stepDifference(this.tf, program, feed, outcome));
      heard(session);
      return scalars;
    } finally {
      outcome.dispose();
      clock.done(performance.now() - started);
    }
  }

  private judge(kind: StepKind, session: RecordedFit, compare: () => string | null): void {
    let difference: string | null;
    try {
      difference = compare();
    } catch (error) {
      this.options.log(stackOf(error));
      this.kinds.stayEager(kind, 'it fails as a graph');
      return;
    }
    if (difference === null) return;
    if (difference === NOT_FINITE) this.kinds.stayEager(kind, 'its numbers are NaN or infinite');
    else this.tell(kind, session, difference);
  }

  /** Makes the rest eager. @param difference what differed */
  tell(kind: StepKind, session: RecordedFit, difference: string): void {
    this.kinds.stayEager(kind, 'compiled results differ');
    this.options.warn(session, difference);
  }
}
