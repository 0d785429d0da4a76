import type { FitOutcome } from '../../protocol/fit.js';
import type { Optimizer, Sequential, TrainingModel } from '../../tfjs/tfjs.js';
import type { FitSession } from './fitSession.js';
import type { FitCall, FitSubject, Fits } from './fits.js';
import type { RecordedModels } from './recordedModels.js';
import type { SavedModel } from './savedModel.js';

/** Steps of other models after which a model that makes none is taken to be done. The networks of a GAN alternate faster. */
const IDLE_STEPS = 1000;

type StepCall = Pick<FitCall, 'batchSize' | 'joinsFits'>;

interface Running {
  readonly session: FitSession;
  /** What the fit is made of; a step that differs begins another fit. */
  readonly signature: string;
  lastStep: number;
}

/**
 * Fits made of single steps: consecutive `trainOnBatch` or `optimizer.minimize` calls, or `fit` calls of a few batches, of several models at
 * the same time.
 */
export class StepFits {
  private readonly running = new Map<Sequential, Running>();
  /** The models that an optimizer updated last: the search is not repeated while it keeps updating the same variables. */
  private readonly updated = new WeakMap<Optimizer, { key: string; models: readonly Sequential[] }>();
  /** Models whose last `fit` was a small one. */
  private readonly fittedSmall = new WeakSet<TrainingModel>();
  private steps = 0;

  constructor(
    private readonly fits: Fits,
    private readonly models: RecordedModels,
    /** Told of each model that a step trains; null where nothing is kept. */
    private readonly saved: Pick<SavedModel, 'note'> | null,
  ) {}

  /** The fit that a `trainOnBatch` of this model belongs to; null where the model is not recorded. */
  ofModel(inner: TrainingModel): FitSession | null {
    return this.ofCompiled(inner, { batchSize: null });
  }

  /**
   * The fit that a `fit` call belongs to from the second small one on that a model makes without being compiled anew, as `compile` makes
   * another inner model; null where the call is a fit of its own.
   * @param small the call where it is a small one
   */
  ofFit(inner: TrainingModel, small: FitCall | null): FitSession | null {
    const isFirst = !this.fittedSmall.has(inner);
    if (!small) this.fittedSmall.delete(inner);
    else if (isFirst) this.fittedSmall.add(inner);
    return small && !isFirst ? this.ofCompiled(inner, { batchSize: small.batchSize, joinsFits: true }) : null;
  }

  private ofCompiled(inner: TrainingModel, call: StepCall): FitSession | null {
    const model = this.models.of(inner);
    if (!model) return null;
    const metrics = inner.getDedupedMetricsNames().slice(1);
    const subject = { model, inner, weights: inner.collectedTrainableWeights, optimizer: inner.optimizer_ };
    return this.session(subject, { ...call, metrics });
  }

  /** The fits that a hand-made update of these variables belongs to. */
  ofUpdate(optimizer: Optimizer, names: readonly string[]): FitSession[] {
    const key = names.join();
    let known = this.updated.get(optimizer);
    if (known?.key !== key) {
      known = { key, models: this.models.withVariables(names) };
      this.updated.set(optimizer, known);
    }
    return known.models.map((model) => {
      const subject = { model, inner: null, weights: model.trainableWeights, optimizer };
      return this.session(subject, { metrics: [], batchSize: null });
    });
  }

  /** A `fit` of its own begins: ends that of its model, or all where none is named. */
  endFor(model: Sequential | null): void {
    if (model === null) {
      this.endAll('completed');
      return;
    }
    const own = this.running.get(model);
    if (own) this.fits.end(own.session, 'completed');
    this.running.delete(model);
  }

  /** Ends them all: nothing trains any more. */
  endAll(outcome: FitOutcome): void {
    for (const { session } of this.running.values()) this.fits.end(session, outcome);
    this.running.clear();
  }

  private session(subject: FitSubject, stepCall: StepCall & Pick<FitCall, 'metrics'>): FitSession {
    const { model, weights } = subject;
    this.endIdle(++this.steps);
    const signature = [...weights.map((weight) => weight.name), '/', ...stepCall.metrics].join();
    let current = this.running.get(model);
    if (current && current.signature !== signature) {
      this.fits.end(current.session, 'completed');
      current = undefined;
    }
    if (!current) {
      const call = { kind: 'steps', ...stepCall, epochs: null, initialEpoch: 0, batchesPerEpoch: null } as const;
      current = { session: this.fits.start(subject, call), signature, lastStep: 0 };
      this.running.set(model, current);
    }
    current.lastStep = this.steps;
    this.saved?.note(model);
    return current.session;
  }

  private endIdle(now: number): void {
    if (this.running.size < 2) return;
    for (const [model, { session, lastStep }] of this.running) {
      if (now - lastStep <= IDLE_STEPS) continue;
      this.fits.end(session, 'completed');
      this.running.delete(model);
    }
  }
}
