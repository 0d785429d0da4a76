import { setImmediate as turn } from 'node:timers/promises';
import type { FitOutcome, SourceLocation } from '../../protocol/fit.js';
import type { FitArguments, LayersModel } from '../../tfjs/layersModel.js';
import { patch } from '../../tfjs/patch.js';
import type { Tensor, Tfjs, TrainingModel } from '../../tfjs/tfjs.js';
import type { UserCode } from '../capture/userCode.js';
import type { TrainingErrors } from '../endings/trainingErrors.js';
import type { DataShare } from './dataShare.js';
import { QuickDatasets } from './dataset/quickDatasets.js';
import { withEpochCallback } from './epochCallback.js';
import {
  type DescribedFit,
  describeFit,
  describeFitDataset,
  type KnownDataset,
  wholeBatches,
  withAllSamples,
  withChosenEpochs,
} from './fitArguments.js';
import { FitRun, type FitRunContext } from './fitRun.js';
import type { FitSession } from './fitSession.js';
import type { FitCall } from './fits.js';
import type { SavedModel } from './savedModel.js';
import { type SeenBatch, watchedValidation } from './watchedValidation.js';
import type { DatasetCall } from './wholeDatasetLoop.js';

type OwnArguments = DatasetCall['args'];

export interface FitCallContext extends FitRunContext {
  readonly errors: TrainingErrors;
  readonly userCode: UserCode;
  /** Keeps what a fit has trained; null where nothing is kept. */
  readonly saved: SavedModel | null;
  /** Trains on samples that are all there. @returns null where tfjs's own `fitDataset`, which is handed over, is to do it */
  readonly trainWhole: (call: DatasetCall, tfjs: () => Promise<unknown>) => Promise<unknown> | null;
  /** Replaces `epochs` of each fit. */
  readonly epochs: number | null;
  /** Null where all samples are trained on. */
  readonly share: DataShare | null;
}

/** Makes each training call of a LayersModel, to which those of Sequential lead, a fit of the run, and heeds Stop and Pause between its batches. */
export class FitCalls {
  private readonly active = new Set<FitRun>();
  private readonly datasets: QuickDatasets;
  private readonly lastValues = new WeakMap<TrainingModel, number | number[]>();

  constructor(
    private readonly tf: Tfjs,
    private readonly context: FitCallContext,
  ) {
    const calls = this;
    this.datasets = new QuickDatasets(tf);
    patch(tf, 'fits', {
      fit: (fit) =>
        function patched(this: LayersModel, x, y, args = {}) {
          const { share, userCode } = calls.context;
          const whole = { x, y, args, allSamples: null, dispose: null };
          const part = share?.of(x, y, args, () => userCode.callPlace(patched)) ?? whole;
          const describe = (own: FitArguments) => withAllSamples(describeFit(this, [part.x, part.y], own), part);
          const train = (own: FitArguments) => fit.call(this, part.x, part.y, own);
          return calls.run(this, part.args, patched, describe, train).finally(part.dispose);
        },
      fitDataset: (fitDataset) =>
        function patched(this: LayersModel, dataset, args) {
          const { whole, setup } = (dataset ?? {}) as Partial<KnownDataset>;
          if (!setup) calls.context.share?.refuse('fitDataset', calls.context.userCode.callPlace(patched));
          const quick = calls.datasets.open(dataset);
          const train = async (own: OwnArguments) => {
            const tfjs = () => fitDataset.call(this, quick?.dataset ?? dataset, own);
            const pass = whole ? () => wholeBatches(whole) : await quick?.begin(this, own);
            return (pass && calls.context.trainWhole({ model: this, pass, args: own }, tfjs)) ?? tfjs();
          };
          return calls.run(this, args, patched, (own) => describeFitDataset(this, dataset, own), train);
        },
      trainOnBatch: (trainOnBatch) =>
        function patched(this: LayersModel, x, y) {
          return calls.runStep(this, patched, () => trainOnBatch.call(this, x, y));
        },
    });
  }

  /** Whether a `fit` or `fitDataset` is under way. */
  get fitting(): boolean {
    return this.active.size > 0;
  }

  /** The fit that a step of this model's train function belongs to, if a `fit` of it is under way. */
  sessionOf(model: TrainingModel): FitSession | null {
    return [...this.active].find((run) => run.model === model)?.session ?? null;
  }

  /** Inputs and targets of the `fit` of this model that is under way; none where it draws its batches itself. */
  givenTo(model: TrainingModel): readonly unknown[] {
    return [...this.active].find((run) => run.model === model)?.given ?? [];
  }

  /**
   * Records a fit whose loop is ours. Returns at once after Stop.
   * @param place of the call
   * @param train tells the run of its epochs and batches
   */
  async record(
    model: TrainingModel,
    call: FitCall,
    place: SourceLocation | null,
    train: (run: FitRun) => Promise<void>,
  ): Promise<void> {
    if (this.context.stop.admit()) await this.recorded(model, () => ({ call, isSmall: false }), place, train);
    else await this.skip();
  }

  /** Trains one step of a model, as `trainOnBatch` does. */
  async recordStep(model: TrainingModel, place: SourceLocation | null, train: () => number): Promise<void> {
    const { stop, pause, errors, saved, share } = this.context;
    share?.refuse('train_on_batch', place);
    try {
      await pause.wait();
      if (stop.admit()) {
        train();
        await this.stepDone();
        await saved?.keepUp();
      } else {
        await this.skip();
      }
    } catch (error) {
      errors.note(error, { place, model });
      throw error;
    }
  }

  private async run(
    model: TrainingModel,
    given: FitArguments,
    // biome-ignore lint/complexity/noBannedTypes: what Error.captureStackTrace takes.
    called: Function,
    describe: (args: FitArguments) => DescribedFit,
    train: (args: OwnArguments) => Promise<unknown>,
  ): Promise<unknown> {
    const { stop, userCode } = this.context;
    if (!stop.admit()) {
      await this.skip();
      return this.emptyHistory(model);
    }
    const place = userCode.callPlace(called);
    const { epochs } = this.context;
    const args = epochs === null ? given : { ...given, epochs };
    return this.recorded(
      model,
      () => (epochs === null ? describe(args) : withChosenEpochs(describe(args), given.epochs ?? null)),
      place,
      (run) => {
        const callbacks = withEpochCallback(this.tf, args?.callbacks, args?.yieldEvery, run);
        const see = (batch: SeenBatch) => run.seeValidationBatch(batch.inputs, batch.targets);
        return train({ ...args, callbacks, ...watchedValidation(this.datasets.quick(args?.validationData), see) });
      },
    );
  }

  /** @param describe what the call asks for, once the model is known to be compiled */
  private async recorded<T>(
    model: TrainingModel,
    describe: () => DescribedFit,
    place: SourceLocation | null,
    train: (run: FitRun) => Promise<T>,
  ): Promise<T> {
    const { stop, errors } = this.context;
    const run = new FitRun(this.context, model, describe);
    let outcome: FitOutcome = 'failed';
    this.active.add(run);
    try {
      const result = await train(run);
      outcome = stop.requested ? 'stopped' : 'completed';
      await this.save(run);
      return result;
    } catch (error) {
      errors.note(error, { place, model });
      throw error;
    } finally {
      this.active.delete(run);
      run.end(outcome);
      if (!this.fitting) stop.see();
    }
  }

  private async save({ model, isJoined }: FitRun): Promise<void> {
    const { saved, models } = this.context;
    const recorded = models.of(model);
    if (!saved || !recorded) return;
    if (!isJoined) return saved.save(recorded);
    saved.note(recorded);
    await saved.keepUp();
  }

  /** A training call after Stop returns at once, but lets what waits have its turn. */
  private async skip(): Promise<void> {
    await turn();
    await this.context.saved?.flush();
  }

  private async runStep(
    model: TrainingModel,
    // biome-ignore lint/complexity/noBannedTypes: what Error.captureStackTrace takes.
    called: Function,
    train: () => Promise<number | number[]>,
  ): Promise<number | number[]> {
    const { stop, pause, errors, userCode, saved, share } = this.context;
    const place = userCode.noteCallPlace(called);
    share?.refuse('trainOnBatch', place());
    try {
      await pause.wait();
      if (!stop.admit()) return await this.skippedValues(model);
      const values = await train();
      await this.stepDone();
      this.lastValues.set(model, values);
      await saved?.keepUp();
      return values;
    } catch (error) {
      errors.note(error, { place: place(), model });
      throw error;
    }
  }

  private async stepDone(): Promise<void> {
    for (const { predictions, batches } of this.context.fits.sessions) predictions?.keepUp(batches);
    this.context.points?.batchDone();
    await this.context.pause.afterBatch();
  }

  /** What a skipped `trainOnBatch` gives: the last values, or NaN in their shape. */
  private async skippedValues(model: TrainingModel): Promise<number | number[]> {
    await this.skip();
    const names = model.getDedupedMetricsNames();
    return this.lastValues.get(model) ?? (names.length === 1 ? Number.NaN : names.map(() => Number.NaN));
  }

  /** What a skipped `fit` gives: a History without epochs, with the keys that code may read. */
  private emptyHistory(model: TrainingModel): InstanceType<Tfjs['History']> {
    const history = new this.tf.History();
    history.epoch = [];
    const names = model.getDedupedMetricsNames();
    const logs = [...names, ...names.map((name) => `val_${name}`)].map((name): [string, (number | Tensor)[]] => [
      name,
      [],
    ]);
    history.history = Object.fromEntries(logs) as typeof history.history;
    return history;
  }
}
