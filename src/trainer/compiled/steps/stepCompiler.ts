import { stackOf } from '../../../errors/errorText.js';
import type { NodeBackend } from '../../../tfjs/nodeBackend.js';
import type { Tensor, Tfjs } from '../../../tfjs/tfjs.js';
import type { LastGradients } from '../../tap/lastGradients.js';
import type { RecordedFit } from '../../tap/recordedFit.js';
import type { EagerStep } from '../../tap/stepWatcher.js';
import { fusedOptimizer } from '../graph/fusedOptimizers.js';
import type { StepDescription } from '../graph/stepDescription.js';
import { needsItsCode, repeatedTrace } from '../trace/repeatedTrace.js';
import { type MeaningfulTrace, StepTrace } from '../trace/stepTrace.js';
import { EagerOutcome } from './eagerOutcome.js';
import type { ProgramCache } from './programCache.js';
import type { Feed } from './stepFeed.js';
import type { StepKind } from './stepKind.js';
import type { StepKinds } from './stepKinds.js';
import { type Verification, VerificationClock } from './verificationClock.js';
import type { Verifier } from './verifier.js';

/** Times that a step made by hand is traced anew because it began with something else. */
export const MOST_RESTARTS = 5;

export interface StepCompilerContext {
  readonly tf: Tfjs;
  readonly backend: NodeBackend;
  readonly programs: ProgramCache;
  readonly withStatistics: boolean;
  readonly lastGradients: LastGradients | null;
  readonly verification: Verification;
  readonly log: (message: string) => void;
}

/** Learns what steps of a kind do by tracing them while they run eagerly, and makes a program of two traces that are the same. */
export class StepCompiler {
  constructor(
    private readonly context: StepCompilerContext,
    private readonly kinds: StepKinds,
    private readonly verifier: Verifier,
  ) {}

  /** @param first the trace of the step before, where there is one */
  trace(
    kind: StepKind,
    first: MeaningfulTrace | null,
    session: RecordedFit | null,
    feed: Feed,
    eager: EagerStep,
    heard: (session: RecordedFit) => void,
  ): Tensor[] {
    const { tf, backend, lastGradients } = this.context;
    const trace = new StepTrace(tf, backend, session, lastGradients?.all ?? []);
    const outcome = first ? new EagerOutcome(tf) : null;
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
    } else if (refusal !== null && !('refusal' in repetition) && kind.otherwise !== null) {
      kind.userCode = kind.otherwise;
      this.compile(kind, second, repetition.varying, feed);
    } else if (refusal !== null || 'refusal' in repetition) this.kinds.stayEager(kind, refusal ?? '');
    else this.compile(kind, second, kind.userCode === null ? new Set() : repetition.varying, feed);
  }

  private compile(kind: StepKind, traced: MeaningfulTrace, varying: ReadonlySet<number>, feed: Feed): void {
    const { tf, programs, withStatistics, verification, log } = this.context;
    const { session, optimizer } = traced;
    if (!session || !optimizer) return;
    const started = performance.now();
    try {
      const program = programs.make({
        ...traced,
        optimizer: fusedOptimizer(
          tf,
          optimizer,
          traced.trained.map(({ variable }) => variable),
        ),
        varying: new Set([...varying, ...kind.varying]),
        measured: this.measuredOf(traced, session),
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

  /** The fit's variables: which gradient of the step each has, and where its last one is kept. */
  private measuredOf({ trained, trace }: MeaningfulTrace, session: RecordedFit): StepDescription['measured'] {
    const { lastGradients } = this.context;
    const places = new Map(trained.map(({ variable }, index) => [variable, index]));
    const assigned = new Set(trace.assigned.map(({ variable }) => variable));
    return session.variables.map((variable) => {
      const last = lastGradients?.of(variable);
      return {
        variable,
        index: places.get(variable) ?? null,
        lastGradient: last && assigned.has(last) ? last : null,
      };
    });
  }
}
