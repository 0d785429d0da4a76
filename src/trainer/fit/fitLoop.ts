import type { FitLoopArguments, LayersModel } from '../../tfjs/layersModel.js';
import { patch } from '../../tfjs/patch.js';
import type { Tensor, Tfjs, TrainFunction, TrainingModel } from '../../tfjs/tfjs.js';
import type { Shuffle } from '../seed/seededRun.js';
import { type Callback, configuredCallbacks, type Logs, ToldCallbacks } from './fitCallbacks.js';

/** Trains the batch that is made of these rows, or that the data is where there are none. @returns loss and metrics, as numbers or as scalars that the caller disposes of */
export type TrainRows = (
  model: TrainingModel,
  train: TrainFunction,
  data: readonly (Tensor | null)[],
  rows: Int32Array | null,
) => Float32Array | Tensor[];

/**
 * Puts a loop of ours in the place of tfjs's own `LayersModel.fitLoop`: the same epochs, batches, shuffling and callbacks with the same
 * arguments in the same order, but the rows of a batch go to who trains it as indices, and logs are numbers where nobody expects tensors.
 * What tfjs's loop refuses goes to tfjs's loop.
 * @param shuffleOfFit asked once a fit for what brings its rows into another order
 */
export function replaceFitLoop(tf: Tfjs, trainRows: TrainRows, shuffleOfFit: () => Shuffle): void {
  patch(tf, 'fitLoop', {
    fitLoop: (fitLoop) =>
      function (this: LayersModel, ...args: FitLoopArguments) {
        const [train, data, , , , , , , , shuffle, , , stepsPerEpoch, validationSteps] = args;
        if (stepsPerEpoch != null || validationSteps != null || shuffle === 'batch' || data.length === 0) {
          return fitLoop.apply(this, args);
        }
        const callbacks = configuredCallbacks(tf, () => fitLoop.apply(this, args), args[6] ?? []);
        if (!callbacks) return fitLoop.apply(this, args);
        return new FitLoop(tf, this, args, callbacks, shuffleOfFit(), (rows) =>
          trainRows(this, train, data, rows),
        ).run();
      },
  });
}

class FitLoop {
  private readonly callbacks: ToldCallbacks;

  constructor(
    private readonly tf: Tfjs,
    private readonly model: LayersModel,
    private readonly args: FitLoopArguments,
    callbacks: readonly Callback[],
    private readonly shuffle: Shuffle,
    private readonly train: (rows: Int32Array) => Float32Array | Tensor[],
  ) {
    this.callbacks = new ToldCallbacks(tf, callbacks, args[6] ?? []);
  }

  async run(): Promise<unknown> {
    const { model, callbacks } = this;
    const [, data, , size, epochCount, , , , , shuffle, , initial] = this.args;
    const batchSize = size ?? 32;
    const samples = model.checkNumSamples(data, batchSize);
    const order = Array.from({ length: samples }, (_, index) => index);
    const history = callbacks.begin(model);
    await callbacks.tell((callback) => callback.onTrainBegin({}));
    model.stopTraining_ = false;
    for (let epoch = initial ?? 0; epoch < (epochCount ?? 1); epoch++) {
      await callbacks.tell((callback) => callback.onEpochBegin(epoch, {}));
      if (shuffle ?? true) this.shuffle(order);
      const logs = await this.epoch(Int32Array.from(order), batchSize);
      await callbacks.tell((callback) => callback.onEpochEnd(epoch, logs as never));
      if (model.stopTraining_) break;
    }
    await callbacks.tell((callback) => callback.onTrainEnd({}));
    await history.syncData();
    return history;
  }

  private async epoch(order: Int32Array, batchSize: number): Promise<Logs> {
    const { model, callbacks } = this;
    const [, , labels] = this.args;
    const logs: Logs = {};
    for (let batch = 0, start = 0; start < order.length; batch++, start += batchSize) {
      const rows = order.slice(start, start + batchSize);
      const batchLogs: Logs = {};
      await callbacks.tell((callback) => callback.onBatchBegin(batch, batchLogs as never));
      batchLogs.batch = batch;
      batchLogs.size = rows.length;
      Object.assign(batchLogs, callbacks.logsOf(labels, this.train(rows)));
      if (start + batchSize >= order.length) this.validate(logs, batchSize);
      await callbacks.tell((callback) => callback.onBatchEnd(batch, batchLogs as never));
      callbacks.forget(batchLogs);
      if (model.stopTraining_) break;
    }
    return logs;
  }

  private validate(logs: Logs, batchSize: number): void {
    const [, , labels, , , , , test, validationData] = this.args;
    if (!test || !validationData) return;
    const values = this.tf.tidy(() => this.model.testLoop(test, validationData, batchSize));
    for (const [index, label] of labels.entries()) logs[`val_${label}`] = values[index] as Tensor;
  }
}
