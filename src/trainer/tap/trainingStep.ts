import type { Gradients, Optimizer, Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';
import { Replay } from '../compiled/replay/replay.js';
import { recordRow } from '../compiled/steps/recordRow.js';
import { StepTrace } from '../compiled/trace/stepTrace.js';
import type { Phase } from '../compiled/trace/trace.js';
import type { FitSession, MeasuredStep, StepRow } from '../fit/fitSession.js';
import type { PendingStatistics } from './statisticsPlan.js';
import type { Batch, Restore, StepListener, StepObserver } from './stepListener.js';

interface Measured extends MeasuredStep {
  readonly session: FitSession;
  readonly pending: PendingStatistics;
}

export interface StepContext {
  readonly tf: Tfjs;
  readonly listener: StepListener;
  /** Null where only the gradients tell which models are trained. */
  readonly sessions: readonly FitSession[] | null;
  readonly batch: Batch | null;
  /** What a step made by hand computes its loss with; null for a batch, and where it is not known. */
  readonly loss: (() => Tensor) | null;
  readonly observer: StepObserver;
  /** Told of each fit that the step belongs to, before it is recorded. */
  readonly heard: ((session: FitSession) => void) | undefined;
}

/** The update of a step that is replayed: what is needed to do it after all. */
interface PostponedUpdate {
  readonly optimizer: Optimizer;
  readonly sessions: readonly FitSession[];
  /** By the variables' names; to be disposed. */
  readonly gradients: ReadonlyMap<string, Tensor | null>;
  /** Null where the optimizer's JavaScript has run. */
  readonly apply: ((gradients: Gradients) => void) | null;
}

/** A batch from its forward pass to its record. */
export class TrainingStep {
  applying = false;
  private readonly measured: Measured[] = [];
  private postponed: PostponedUpdate | null = null;

  constructor(private readonly context: StepContext) {}

  get observer(): StepObserver {
    return this.context.observer;
  }

  /**
   * Runs the batch and records it.
   * @param run gives the loss, where it is known, and the metrics
   * @param recorded hears of each record
   */
  run(run: () => Tensor[], recorded: (row: StepRow) => void): Tensor[] {
    const { tf, listener, batch, loss, observer } = this.context;
    try {
      const scalars = observer ? observer.record(batch?.data ?? [], run) : run();
      if (this.postponed && this.finishReplay(this.postponed, scalars, recorded)) return scalars;
      for (const measured of this.measured) {
        const row = measured.session.record(tf, scalars, measured);
        recorded(row);
        const { session, pending } = measured;
        const restore: Restore = (use) => session.plan.withWeightsBefore(pending, use);
        listener.stepRecorded(session, row, { batch, loss, restore });
      }
      return scalars;
    } finally {
      for (const { session, pending, statistics } of this.measured) {
        session.plan.discard(pending);
        statistics.dispose();
      }
      if (this.postponed) tf.dispose([...this.postponed.gradients.values()].filter((each) => each !== null));
      if (observer instanceof Replay) observer.end();
    }
  }

  /** Where an optimizer is about to apply gradients. @param apply applies those, or others in their place */
  update(optimizer: Optimizer, gradients: Gradients, apply: (gradients: Gradients) => void): void {
    const { listener, observer, heard } = this.context;
    const named = byName(gradients);
    const sessions = this.context.sessions ?? listener.sessionsOfUpdate(optimizer, [...named.keys()]);
    for (const session of sessions) heard?.(session);
    if (observer instanceof Replay && observer.following && !this.postponed) {
      this.postpone(observer, { optimizer, sessions, gradients: named, apply });
      return;
    }
    if (observer instanceof StepTrace) observer.noteUpdate(optimizer, named, sessions);
    this.measure({ optimizer, sessions, gradients: named, apply: () => apply(gradients) }, null);
  }

  /** @param before the measured variables' weights before the update, where that was done already */
  private measure({ sessions, gradients, apply }: PostponedUpdate, before: readonly Tensor[] | null): void {
    const { observer } = this.context;
    const trace = observer instanceof StepTrace ? observer : null;
    const during = <T>(phase: Phase, run: () => T): T => (trace ? trace.during(phase, run) : run());
    const begun = sessions.map((session) => {
      const withHistogram = session.wantsHistogram;
      const own = session.variables.map((variable: Variable) => gradients.get(variable.name) ?? null);
      const missing = [...own.keys()].filter((index) => own[index] === null);
      // A trace shows how a histogram is made, wanted or not.
      const pending = during('measure', () => session.plan.begin(own, withHistogram || trace !== null, before));
      if (pending.histogram) trace?.note('histogram', pending.histogram);
      return { session, histogram: withHistogram ? pending.histogram : null, missing, pending };
    });
    this.applying = true;
    try {
      during('update', () => apply?.(asList(gradients)));
    } catch (error) {
      for (const { session, pending } of begun) session.plan.discard(pending);
      throw error;
    } finally {
      this.applying = false;
    }
    for (const each of begun) {
      const statistics = during('measure', () => each.session.plan.end(each.pending));
      trace?.note('exact', statistics);
      this.measured.push({ ...each, statistics });
    }
  }

  private postpone(replay: Replay, update: PostponedUpdate): void {
    const { tf } = this.context;
    const kept = [...update.gradients].map(([name, tensor]) => [name, tensor && tf.keep(tf.clone(tensor))] as const);
    if (replay.fused) {
      this.postponed = { ...update, gradients: new Map(kept) };
      return;
    }
    this.postponed = { ...update, gradients: new Map(kept), apply: null };
    this.applying = true;
    try {
      update.apply?.(asList(update.gradients));
    } finally {
      this.applying = false;
    }
  }

  /** @returns whether the graph has computed the step */
  private finishReplay(update: PostponedUpdate, scalars: Tensor[], recorded: (row: StepRow) => void): boolean {
    const { tf, observer } = this.context;
    const [session, ...others] = update.sessions;
    if (!(observer instanceof Replay)) return false;
    const kept = [...update.gradients.values()].filter((tensor) => tensor !== null);
    const row = session && others.length === 0 ? observer.finish(session, scalars, kept) : null;
    if (row && session) {
      observer.countIteration(update.optimizer);
      recorded(recordRow(session, row, observer.missing));
      return true;
    }
    observer.execute();
    const before = update.apply ? null : observer.weightsBefore();
    this.measure(update, before);
    tf.dispose(before ?? []);
    return false;
  }
}

/** tfjs has undefined where the loss does not depend on a variable. */
function byName(gradients: Gradients): Map<string, Tensor | null> {
  const entries = Array.isArray(gradients)
    ? gradients.map(({ name, tensor }) => [name, tensor] as const)
    : Object.entries(gradients as Record<string, Tensor | null | undefined>);
  return new Map(entries.map(([name, tensor]) => [name, tensor ?? null]));
}

function asList(gradients: ReadonlyMap<string, Tensor | null>): Gradients {
  return [...gradients].map(([name, tensor]) => ({ name, tensor }));
}
