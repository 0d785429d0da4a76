import type { FitOutcome } from '../../protocol/fit.js';
import type { LayerVariable, Optimizer, Sequential, TrainingModel } from '../tfjs/tfjs.js';
import type { FitSession } from './fitSession.js';
import type { Fits } from './fits.js';
import type { RecordedModels } from './recordedModels.js';

/** Steps of other models after which a model that makes none is taken to be done. The networks of a GAN alternate faster. */
const IDLE_STEPS = 1000;

interface Running {
  readonly session: FitSession;
  /** What the fit is made of; a step that differs begins another fit. */
  readonly signature: string;
  lastStep: number;
}

/** Fits made of single steps: consecutive `trainOnBatch` or `optimizer.minimize` calls, of several models at the same time. */
export class StepFits {
  private readonly running = new Map<Sequential, Running>();
  /** The models that an optimizer updated last: the search is not repeated while it keeps updating the same variables. */
  private readonly updated = new WeakMap<Optimizer, { key: string; models: readonly Sequential[] }>();
  private steps = 0;

  constructor(
    private readonly fits: Fits,
    private readonly models: RecordedModels,
  ) {}

  /** The fit that a `trainOnBatch` of this model belongs to; null where the model is not recorded. */
  ofModel(inner: TrainingModel): FitSession | null {
    const model = this.models.of(inner);
    if (!model) return null;
    const metrics = inner.getDedupedMetricsNames().slice(1);
    return this.session(model, inner, inner.collectedTrainableWeights, inner.optimizer_, metrics);
  }

  /** The fits that a hand-made update of these variables belongs to. */
  ofUpdate(optimizer: Optimizer, names: readonly string[]): FitSession[] {
    const key = names.join();
    let known = this.updated.get(optimizer);
    if (known?.key !== key) {
      known = { key, models: this.models.withVariables(names) };
      this.updated.set(optimizer, known);
    }
    return known.models.map((model) => this.session(model, null, model.trainableWeights, optimizer, []));
  }

  /** Ends them all: a `fit` begins, or nothing trains any more. */
  endAll(outcome: FitOutcome): void {
    for (const { session } of this.running.values()) this.fits.end(session, outcome);
    this.running.clear();
  }

  private session(
    model: Sequential,
    inner: TrainingModel | null,
    weights: readonly LayerVariable[],
    optimizer: Optimizer,
    metrics: readonly string[],
  ): FitSession {
    this.endIdle(++this.steps);
    const signature = [...weights.map((weight) => weight.name), '/', ...metrics].join();
    let current = this.running.get(model);
    if (current && current.signature !== signature) {
      this.fits.end(current.session, 'completed');
      current = undefined;
    }
    if (!current) {
      const call = {
        kind: 'steps',
        metrics,
        batchSize: null,
        epochs: null,
        initialEpoch: 0,
        batchesPerEpoch: null,
      } as const;
      current = { session: this.fits.start({ model, inner, weights, optimizer }, call), signature, lastStep: 0 };
      this.running.set(model, current);
    }
    current.lastStep = this.steps;
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
