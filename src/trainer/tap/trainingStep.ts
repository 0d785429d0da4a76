import { gradientList, gradientsByName } from '../../tfjs/gradients.js';
import type { Gradients, Optimizer, Tensor, Tfjs, Variable } from '../../tfjs/tfjs.js';
import type { MeasuredStep, RecordedFit, StepRow } from './recordedFit.js';
import type { PendingStatistics } from './statisticsPlan.js';
import type { Batch, Restore, StepListener } from './stepListener.js';
import type { Phase, StepSubstitute, StepWatcher } from './stepWatcher.js';

interface Measured extends MeasuredStep {
  readonly session: RecordedFit;
  readonly pending: PendingStatistics;
}

export interface StepContext {
  readonly tf: Tfjs;
  readonly listener: StepListener;
  /** Null where only the gradients tell which models are trained. */
  readonly sessions: readonly RecordedFit[] | null;
  readonly batch: Batch | null;
  /** What a step made by hand computes its loss with; null for a batch, and where it is not known. */
  readonly loss: (() => Tensor) | null;
  readonly watcher: StepWatcher | null;
  /** Told of each fit that the step belongs to, before it is recorded. */
  readonly heard: ((session: RecordedFit) => void) | undefined;
}

/** The update of a step that a substitute is to compute: what is needed to do it after all. */
interface PostponedUpdate {
  readonly optimizer: Optimizer;
  readonly sessions: readonly RecordedFit[];
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

  get watcher(): StepWatcher | null {
    return this.context.watcher;
  }

  /**
   * Runs the batch and records it.
   * @param run gives the loss, where it is known, and the metrics
   * @param recorded hears of each record
   */
  run(run: () => Tensor[], recorded: (row: StepRow) => void): Tensor[] {
    const { tf, listener, batch, loss, watcher } = this.context;
    listener.stepBegins(watcher?.substitute != null);
    const valuesBefore = () => watcher?.substitute?.valuesBefore() ?? new Map<Variable, Tensor>();
    try {
      const scalars = watcher ? watcher.record(batch?.data ?? [], run) : run();
      if (this.postponed && this.isSubstituted(this.postponed, scalars, recorded)) return scalars;
      for (const measured of this.measured) {
        const row = measured.session.record(scalars, measured);
        recorded(row);
        const { session, pending } = measured;
        const restore: Restore = (use) => session.plan.withWeightsBefore(pending, use);
        listener.stepRecorded(session, row, { batch, loss, restore, valuesBefore });
      }
      return scalars;
    } finally {
      for (const { session, pending, statistics } of this.measured) {
        session.plan.discard(pending);
        if (!(statistics instanceof Float32Array)) statistics.dispose();
      }
      if (this.postponed) tf.dispose([...this.postponed.gradients.values()].filter((each) => each !== null));
      watcher?.substitute?.end();
      listener.stepEnds();
    }
  }

  /** Where an optimizer is about to apply gradients. @param apply applies those, or others in their place */
  update(optimizer: Optimizer, gradients: Gradients, apply: (gradients: Gradients) => void): void {
    const { listener, watcher, heard } = this.context;
    const named = gradientsByName(gradients);
    const sessions = this.context.sessions ?? listener.sessionsOfUpdate(optimizer, [...named.keys()]);
    for (const session of sessions) heard?.(session);
    if (watcher?.substitute?.following && !this.postponed) {
      this.postpone(watcher.substitute, { optimizer, sessions, gradients: named, apply });
      return;
    }
    watcher?.noteUpdate(optimizer, named, sessions);
    this.measure({ optimizer, sessions, gradients: named, apply: () => apply(gradients) }, null);
  }

  /** @param before the measured variables' weights before the update, where that was done already */
  private measure({ sessions, gradients, apply }: PostponedUpdate, before: readonly Tensor[] | null): void {
    const { watcher } = this.context;
    const during = <T>(phase: Phase, run: () => T): T => (watcher ? watcher.during(phase, run) : run());
    const begun = sessions.map((session) => {
      const withHistogram = session.wantsHistogram;
      const own = session.variables.map((variable: Variable) => gradients.get(variable.name) ?? null);
      const missing = [...own.keys()].filter((index) => own[index] === null);
      const measured = withHistogram || watcher?.measures === 'all';
      const pending = watcher
        ? during('measure', () => session.plan.begin(own, measured, before))
        : session.plan.beginKept(own, withHistogram);
      if (pending.histogram) watcher?.noteMeasured('histogram', pending.histogram);
      return { session, histogram: withHistogram ? pending.histogram : null, missing, pending };
    });
    this.applying = true;
    try {
      during('update', () => apply?.(gradientList(gradients)));
    } catch (error) {
      for (const { session, pending } of begun) session.plan.discard(pending);
      throw error;
    } finally {
      this.applying = false;
    }
    for (const each of begun) {
      const statistics = during('measure', () => each.session.plan.end(each.pending));
      if (!(statistics instanceof Float32Array)) watcher?.noteMeasured('exact', statistics);
      this.measured.push({ ...each, statistics });
    }
  }

  private postpone(substitute: StepSubstitute, update: PostponedUpdate): void {
    const { tf } = this.context;
    const kept = [...update.gradients].map(([name, tensor]) => [name, tensor && tf.keep(tf.clone(tensor))] as const);
    if (substitute.fused) {
      this.postponed = { ...update, gradients: new Map(kept) };
      return;
    }
    this.postponed = { ...update, gradients: new Map(kept), apply: null };
    this.applying = true;
    try {
      update.apply?.(gradientList(update.gradients));
    } finally {
      this.applying = false;
    }
  }

  /** @returns whether the step is computed and recorded; else it is done now */
  private isSubstituted(update: PostponedUpdate, scalars: Tensor[], recorded: (row: StepRow) => void): boolean {
    const { tf, watcher } = this.context;
    const substitute = watcher?.substitute;
    if (!substitute) return false;
    const [session, ...others] = update.sessions;
    const kept = [...update.gradients.values()].filter((tensor) => tensor !== null);
    const row = session && others.length === 0 ? substitute.finish(session, update.optimizer, scalars, kept) : null;
    if (row) {
      recorded(row);
      return true;
    }
    substitute.execute();
    const before = update.apply ? null : substitute.weightsBefore();
    this.measure(update, before);
    tf.dispose(before ?? []);
    return false;
  }
}
