import type { StepTrace } from '../compiled/trace/stepTrace.js';
import type { Phase } from '../compiled/trace/trace.js';
import type { FitSession, MeasuredStep, StepRow } from '../fit/fitSession.js';
import type { Gradients, Optimizer, Tensor, Tfjs, TrainFunction, TrainingModel, Variable } from '../tfjs/tfjs.js';
import type { PendingStatistics } from './statisticsPlan.js';

/** Decides about training steps and hears of them. */
export interface StepListener {
  /** Asked before a hand-made step; false makes it return without training (after Stop). */
  admitStep(): boolean;
  /** The fit that a step of this model's train function belongs to. */
  sessionOfModel(model: TrainingModel): FitSession | null;
  /** The fits that a hand-made update of these variables belongs to. */
  sessionsOfUpdate(optimizer: Optimizer, names: readonly string[]): readonly FitSession[];
  /** After a batch was recorded. `restore` runs a function on the weights that the batch was computed with. */
  stepRecorded(session: FitSession, row: StepRow, batch: Batch | null, restore: Restore): void;
}

/** What a train function works on. */
export interface Batch {
  readonly model: TrainingModel;
  /** Inputs, targets and sample weights. */
  readonly data: readonly Tensor[];
}

export type Restore = <T>(run: () => T) => T;

/** Decides how a batch is trained. */
export interface StepRunner {
  /**
   * @param data inputs, targets and sample weights of the batch
   * @param eager trains the batch op by op, under a trace where there is one
   * @returns loss and metrics, as scalars
   */
  run(model: TrainingModel, session: FitSession, data: readonly Tensor[], eager: EagerStep): Tensor[];
}

export type EagerStep = (trace: StepTrace | null) => Tensor[];

interface Measured extends MeasuredStep {
  readonly session: FitSession;
  readonly pending: PendingStatistics;
}

/** A batch between its forward pass and its record. */
interface Step {
  /** Null where only the gradients tell which models are trained. */
  readonly sessions: readonly FitSession[] | null;
  readonly measured: Measured[];
  readonly trace: StepTrace | null;
  applying: boolean;
}

/**
 * Sees the very gradients that optimizers apply, in `fit`, `fitDataset`, `trainOnBatch`, `optimizer.minimize` and
 * `optimizer.applyGradients`: no second backward pass, no change to what is computed.
 */
export class GradientTap {
  private step: Step | null = null;
  /** Loss that a gradient was derived from, for updates made with `applyGradients` alone. */
  private readonly losses = new WeakMap<Tensor, Tensor>();
  private readonly lastLoss = new WeakMap<Optimizer, number>();
  private readonly tapped = new WeakSet<object>();
  /** How the next batch of a train function is trained, where that is decided already. */
  private decided: { readonly trace: StepTrace | null } | null = null;

  /** @param runner null where every step is eager */
  constructor(
    private readonly tf: Tfjs,
    private readonly listener: StepListener,
    private readonly runner: StepRunner | null,
  ) {
    this.tapTrainFunction();
    this.tapMinimize();
    this.rememberLosses();
    const { SGDOptimizer, MomentumOptimizer, AdagradOptimizer, AdadeltaOptimizer } = tf;
    const { AdamOptimizer, AdamaxOptimizer, RMSPropOptimizer } = tf;
    const known = [
      SGDOptimizer,
      MomentumOptimizer,
      AdagradOptimizer,
      AdadeltaOptimizer,
      AdamOptimizer,
      AdamaxOptimizer,
    ];
    for (const { prototype } of [...known, RMSPropOptimizer]) this.tapApplyGradients(prototype);
  }

  /** Calls a train function for a batch that is to be trained op by op. */
  eagerly<T>(trace: StepTrace | null, train: () => T): T {
    this.decided = { trace };
    try {
      return train();
    } finally {
      this.decided = null;
    }
  }

  private tapTrainFunction(): void {
    const tap = this;
    const prototype = this.tf.LayersModel.prototype as unknown as TrainingModel;
    const { makeTrainFunction } = prototype;
    prototype.makeTrainFunction = function (this: TrainingModel) {
      const train = makeTrainFunction.call(this);
      return (data) => tap.trainStep(this, data, train);
    };
  }

  private trainStep(model: TrainingModel, data: Tensor[], train: TrainFunction): Tensor[] {
    const { decided, runner } = this;
    this.decided = null;
    const session = this.listener.sessionOfModel(model);
    this.tapApplyGradients(model.optimizer_);
    const eager: EagerStep = (trace) => {
      const context = { sessions: session ? [session] : [], batch: { model, data }, trace };
      return this.inStep(context, () => (trace ? this.traced(trace, session, data, train) : train(data)));
    };
    if (decided) return eager(decided.trace);
    return session && runner ? runner.run(model, session, data, eager) : eager(null);
  }

  private traced(trace: StepTrace, session: FitSession | null, data: Tensor[], train: TrainFunction): Tensor[] {
    const record = () => trace.record(data, () => train(data));
    const activations = session?.activations;
    return activations ? activations.whileTraced(trace, record) : record();
  }

  private tapMinimize(): void {
    const tap = this;
    const { prototype } = this.tf.Optimizer;
    const { minimize } = prototype;
    prototype.minimize = function (this: Optimizer, f, returnCost = false, varList) {
      if (tap.step) return minimize.call(this, f, returnCost, varList);
      if (!tap.listener.admitStep()) return returnCost ? tap.tf.scalar(tap.lastLoss.get(this) ?? Number.NaN) : null;
      tap.tapApplyGradients(this);
      const [cost] = tap.inStep({ sessions: null, batch: null, optimizer: this, trace: null }, () => {
        const value = minimize.call(this, f, true, varList);
        return value ? [value] : [];
      });
      if (returnCost) return (cost as ReturnType<typeof tap.tf.scalar>) ?? null;
      cost?.dispose();
      return null;
    };
  }

  /** Taps the class that defines the method, once; a user's own optimizer class is met when it is first used. */
  private tapApplyGradients(optimizer: Optimizer): void {
    let owner: Optimizer = optimizer;
    while (!Object.hasOwn(owner, 'applyGradients')) owner = Object.getPrototypeOf(owner);
    if (this.tapped.has(owner)) return;
    this.tapped.add(owner);
    const tap = this;
    const { applyGradients } = owner;
    owner.applyGradients = function (this: Optimizer, gradients) {
      const apply = () => applyGradients.call(this, gradients);
      const given = gradients as Gradients;
      if (tap.step?.applying) return apply();
      if (tap.step) return tap.measure(tap.step, this, given, apply);
      if (!tap.listener.admitStep()) return;
      tap.inStep({ sessions: null, batch: null, optimizer: this, trace: null }, () => {
        if (tap.step) tap.measure(tap.step, this, given, apply);
        return tap.lossOf(given);
      });
    };
  }

  private rememberLosses(): void {
    const engine = this.tf.engine();
    const { gradients } = engine;
    const { losses } = this;
    engine.gradients = function <T extends Tensor>(this: typeof engine, ...args: Parameters<typeof gradients<T>>) {
      const result = gradients.apply(this, args) as { value: T; grads: Tensor[] };
      for (const gradient of result.grads) if (gradient) losses.set(gradient, result.value);
      return result;
    };
  }

  private lossOf(gradients: Gradients): Tensor[] {
    const tensors = Array.isArray(gradients) ? gradients.map(({ tensor }) => tensor) : Object.values(gradients);
    const loss = tensors.map((tensor) => tensor && this.losses.get(tensor)).find((value) => value && !value.isDisposed);
    return loss ? [loss] : [];
  }

  /** Runs one batch and records it. @param run gives the loss, where it is known, and the metrics */
  private inStep(
    context: Pick<Step, 'sessions' | 'trace'> & { readonly batch: Batch | null; readonly optimizer?: Optimizer },
    run: () => Tensor[],
  ): Tensor[] {
    const { sessions, trace } = context;
    const step: Step = { sessions, trace, measured: [], applying: false };
    const outer = this.step;
    this.step = step;
    try {
      const scalars = run();
      for (const measured of step.measured) {
        const row = measured.session.record(this.tf, scalars, measured);
        if (context.optimizer) this.lastLoss.set(context.optimizer, row.loss);
        this.listener.stepRecorded(measured.session, row, context.batch, (use) =>
          measured.session.plan.withWeightsBefore(measured.pending, use),
        );
      }
      return scalars;
    } finally {
      this.step = outer;
      for (const { session, pending, statistics } of step.measured) {
        session.plan.discard(pending);
        statistics.dispose();
      }
    }
  }

  private measure(step: Step, optimizer: Optimizer, gradients: Gradients, apply: () => void): void {
    const named = Array.isArray(gradients)
      ? new Map(gradients.map(({ name, tensor }) => [name, tensor]))
      : new Map(Object.entries(gradients as Record<string, Tensor | null>));
    const sessions = step.sessions ?? this.listener.sessionsOfUpdate(optimizer, [...named.keys()]);
    const { trace } = step;
    trace?.noteGradients(optimizer, named);
    const during = <T>(phase: Phase, run: () => T): T => (trace ? trace.during(phase, run) : run());
    const begun = sessions.map((session) => {
      const withHistogram = session.wantsHistogram;
      const own = session.variables.map((variable: Variable) => named.get(variable.name) ?? null);
      const missing = [...own.keys()].filter((index) => own[index] === null);
      // A trace shows how a histogram is made, wanted or not.
      const pending = during('measure', () => session.plan.begin(own, withHistogram || trace !== null));
      if (pending.histogram) trace?.note('histogram', pending.histogram);
      return { session, histogram: withHistogram ? pending.histogram : null, missing, pending };
    });
    step.applying = true;
    try {
      during('update', apply);
    } catch (error) {
      for (const { session, pending } of begun) session.plan.discard(pending);
      throw error;
    } finally {
      step.applying = false;
    }
    for (const each of begun) {
      const statistics = during('measure', () => each.session.plan.end(each.pending));
      trace?.note('exact', statistics);
      step.measured.push({ ...each, statistics });
    }
  }
}
