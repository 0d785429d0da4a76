import type { FitArguments, LayersModel } from '../../tfjs/layersModel.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { OwnBatch } from './fitArguments.js';
import { type Callback, configuredCallbacks, type Logs, ToldCallbacks } from './fitCallbacks.js';
import type { TrainRows } from './fitLoop.js';

/** tfjs's own default. */
const VALIDATION_BATCH_SIZE = 32;

/** What the loop uses of a model, beside what all do. */
interface DatasetModel extends LayersModel {
  readonly metricsNames: readonly string[];
  evaluate(x: unknown, y: unknown, args: object): Tensor | Tensor[];
  evaluateDataset(dataset: unknown, args: object): Promise<Tensor | Tensor[]>;
}

/** What a loop of ours goes through in the place of tfjs's. */
export interface DatasetCall {
  readonly model: LayersModel;
  /** The batches of an epoch; each is disposed of by who gives it. */
  pass(): Iterable<OwnBatch> | AsyncIterable<OwnBatch>;
  /** As `FitCalls` completes them. */
  readonly args: FitArguments & { readonly callbacks: readonly Callback[] };
}

/**
 * Goes through batches of ours as tfjs's `fitDataset` goes through a dataset: the same epochs, batches, validation and callbacks in the same
 * order, but a batch of data that is kept as a whole is the numbers of its rows, and logs are numbers where nobody expects tensors.
 * @param begin calls tfjs's own
 * @returns null where tfjs's own is to do it
 */
export function fitWholeDataset(
  tf: Tfjs,
  call: DatasetCall,
  trainRows: TrainRows,
  begin: () => Promise<unknown>,
): Promise<unknown> | null {
  const { args } = call;
  if (args.classWeight != null || args.batchesPerEpoch != null) return null;
  const callbacks = configuredCallbacks(tf, begin, args.callbacks);
  return callbacks && new WholeDatasetLoop(tf, call, callbacks, trainRows).run();
}

class WholeDatasetLoop {
  private readonly model: DatasetModel;
  private readonly labels: readonly string[];
  private readonly callbacks: ToldCallbacks;

  constructor(
    tf: Tfjs,
    private readonly call: DatasetCall,
    callbacks: readonly Callback[],
    private readonly trainRows: TrainRows,
  ) {
    this.model = call.model as DatasetModel;
    this.labels = this.model.getDedupedMetricsNames();
    this.callbacks = new ToldCallbacks(tf, callbacks, call.args.callbacks);
  }

  async run(): Promise<unknown> {
    const { model, callbacks } = this;
    const { epochs = 1, initialEpoch = 0 } = this.call.args;
    model.isTraining = true;
    try {
      const history = callbacks.begin(model);
      await callbacks.tell((callback) => callback.onTrainBegin());
      model.stopTraining_ = false;
      for (let epoch = initialEpoch; epoch < epochs; epoch++) {
        await callbacks.tell((callback) => callback.onEpochBegin(epoch));
        const logs = await this.epoch();
        await callbacks.tell((callback) => callback.onEpochEnd(epoch, logs as never));
        if (model.stopTraining_) break;
      }
      await callbacks.tell((callback) => callback.onTrainEnd());
      await history.syncData();
      return history;
    } finally {
      model.isTraining = false;
    }
  }

  /** As in tfjs, what is stopped within an epoch is not validated. @returns what the epoch is told with */
  private async epoch(): Promise<Logs> {
    const { model, labels, callbacks } = this;
    const train = model.makeTrainFunction();
    let batch = 0;
    for await (const { data, rows } of this.call.pass()) {
      const logs: Logs = { batch, size: rows?.length ?? data[0]?.shape[0] ?? 0 };
      await callbacks.tell((callback) => callback.onBatchBegin(batch, logs as never));
      Object.assign(logs, callbacks.logsOf(labels, this.trainRows(model, train, data, rows)));
      await callbacks.tell((callback) => callback.onBatchEnd(batch, logs as never));
      callbacks.forget(logs);
      batch++;
      if (model.stopTraining_) return {};
    }
    return this.validated();
  }

  private async validated(): Promise<Logs> {
    const { model } = this;
    const { validationData } = this.call.args;
    if (validationData == null) return {};
    const given = await this.evaluated(validationData);
    const values = Array.isArray(given) ? given : [given];
    return Object.fromEntries(model.metricsNames.map((name, index) => [`val_${name}`, values[index] as Tensor]));
  }

  private evaluated(data: unknown): Tensor | Tensor[] | Promise<Tensor | Tensor[]> {
    const { model } = this;
    const { validationBatches, validationBatchSize } = this.call.args;
    if (!Array.isArray(data)) return model.evaluateDataset(data, { batches: validationBatches });
    const [x, y] = data;
    return model.evaluate(x, y, { batchSize: validationBatchSize ?? VALIDATION_BATCH_SIZE, verbose: 0 });
  }
}
