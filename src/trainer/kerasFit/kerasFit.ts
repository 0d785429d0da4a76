import { setImmediate as turn } from 'node:timers/promises';
import type { FitCallback, FitControl } from '../../keras/callbacks/fitCallback.js';
import type { Logs } from '../../keras/callbacks/monitor.js';
import type { KerasTraining } from '../../keras/training/kerasTraining.js';
import { optimizerFields } from '../../tfjs/optimizerFields.js';
import type { Tensor, Tfjs, TrainingModel } from '../../tfjs/tfjs.js';
import type { FitRun } from '../fit/fitRun.js';
import { type Batch, type BatchSource, withTensors } from './batchSource.js';
import { type BatchStream, batchStream } from './batchStream.js';

/** Milliseconds of training after which the process gets a turn for what else it has to do. */
const LONGEST_TURN = 50;

export interface KerasFitOptions {
  readonly tf: Tfjs;
  readonly model: TrainingModel;
  readonly training: KerasTraining;
  /** Trains a batch. @returns its loss */
  readonly trainBatch: (batch: Batch) => number;
  readonly source: BatchSource;
  readonly epochs: number;
  readonly initialEpoch: number;
  /** Null takes all samples for an epoch. */
  readonly stepsPerEpoch: number | null;
  readonly validation: Validation | null;
  readonly callbacks: readonly FitCallback[];
  /** Weights of the model, in Keras's order. */
  readonly weights: Pick<FitControl, 'getWeights' | 'setWeights'>;
}

/** What the run that records the fit hears of it, and whether it wants an end. */
export type FitListener = Pick<
  FitRun,
  | 'trainBegin'
  | 'seeWhole'
  | 'seeValidation'
  | 'seeValidationBatch'
  | 'epochBegin'
  | 'batchEnd'
  | 'epochEnd'
  | 'isStopped'
>;

interface Validation {
  readonly source: BatchSource;
  readonly steps: number | null;
  isDue(epoch: number): boolean;
}

/**
 * Fits a model as `Model.fit` of Keras 2.15 does: its epochs, steps, validation and callbacks in its order, its averages over epochs.
 * With steps, the samples are gone through on and on across epochs, once for each epoch; where they end early, so does the training.
 */
export class KerasFit implements FitControl {
  private lastTurn = performance.now();
  private isDataSeen = false;
  private lossSum = 0;
  private lossCount = 0;

  constructor(
    private readonly options: KerasFitOptions,
    private readonly listener: FitListener,
  ) {}

  async run(): Promise<void> {
    const { model, epochs, initialEpoch, source, stepsPerEpoch, validation } = this.options;
    model.stopTraining_ = false;
    this.listener.trainBegin();
    this.listener.seeValidation(validation?.source.whole ?? []);
    this.tell((callback) => callback.trainBegin?.(this));
    const stream = batchStream(source, stepsPerEpoch ?? source.batches, epochs - initialEpoch);
    for (let epoch = initialEpoch; epoch < epochs && !stream.ended; epoch++) {
      await this.epoch(epoch, stream);
      if (model.stopTraining_) break;
    }
    await stream.close();
    this.tell((callback) => callback.trainEnd?.(this));
  }

  stopTraining(): void {
    this.options.model.stopTraining_ = true;
  }

  /** As Keras keeps it: in 32 bits. */
  get learningRate(): number | null {
    const rate: number | undefined = optimizerFields(this.options.model.optimizer_).learningRate;
    return rate === undefined ? null : Math.fround(rate);
  }

  set learningRate(rate: number | null) {
    if (rate !== null) optimizerFields(this.options.model.optimizer_).learningRate = Math.fround(rate);
  }

  getWeights(): Tensor[] {
    return this.options.weights.getWeights();
  }

  setWeights(weights: readonly Tensor[]): void {
    this.options.weights.setWeights(weights);
  }

  private async epoch(epoch: number, stream: BatchStream): Promise<void> {
    const { model, training, validation } = this.options;
    training.resetMetrics('train');
    this.lossSum = 0;
    this.lossCount = 0;
    this.listener.epochBegin(epoch);
    this.tell((callback) => callback.epochBegin?.(epoch, this));
    for (let step = 0; ; step++) {
      const batch = await stream.next(step);
      if (!batch) break;
      this.see(batch);
      this.tell((callback) => callback.batchBegin?.(step, this));
      const count = training.lossCount(batch.size);
      this.lossSum += this.options.trainBatch(batch) * count;
      this.lossCount += count;
      this.tell((callback) => callback.batchEnd?.(step, () => this.logs(), this));
      await this.listener.batchEnd();
      await this.yieldNow();
      if (model.stopTraining_) break;
    }
    if (this.lossCount === 0) return;
    const due = validation?.isDue(epoch) && !this.listener.isStopped ? validation : null;
    const logs = { ...this.logs(), ...(due ? await this.validate(due) : {}) };
    const told = { ...logs };
    this.tell((callback) => callback.epochEnd?.(epoch, told, this));
    await this.listener.epochEnd(epoch, logs);
  }

  /** Of samples that are there as a whole, batches go by as rows alone. */
  private see({ data, rows }: Batch): void {
    if (rows && !this.isDataSeen) this.listener.seeWhole(data);
    this.isDataSeen = true;
  }

  private logs(): Logs {
    return { loss: this.lossSum / this.lossCount, ...this.options.training.results('train') };
  }

  private async validate({ source, steps }: Validation): Promise<Logs> {
    const results = await evaluate(this.options.tf, this.options.training, source, steps, {
      between: () => this.yieldNow(),
      see: ([inputs, targets]) => {
        if (!source.whole && inputs && targets) this.listener.seeValidationBatch([inputs], [targets]);
      },
    });
    return Object.fromEntries(Object.entries(results).map(([name, value]) => [`val_${name}`, value]));
  }

  private async yieldNow(): Promise<void> {
    if (performance.now() - this.lastTurn < LONGEST_TURN) return;
    await turn();
    this.lastTurn = performance.now();
  }

  private tell(call: (callback: FitCallback) => void): void {
    for (const callback of this.options.callbacks) call(callback);
  }
}

/** Loss and metrics of samples, without training: what `Model.evaluate` gives. */
export async function evaluate(
  tf: Tfjs,
  training: KerasTraining,
  source: BatchSource,
  steps: number | null,
  { between, see }: { between?: () => Promise<void>; see?: (data: readonly Tensor[]) => void } = {},
): Promise<Logs> {
  training.resetMetrics('test');
  let loss = 0;
  let counted = 0;
  const stream = batchStream(source, steps, 1);
  for (let step = 0; ; step++) {
    const batch = await stream.next(step);
    if (!batch) break;
    const count = training.lossCount(batch.size);
    loss +=
      withTensors(tf, batch, (data) => {
        see?.(data);
        const [x, y, weights] = data;
        return training.testStep(x as Tensor, y as Tensor, weights ?? null);
      }) * count;
    counted += count;
    await between?.();
  }
  await stream.close();
  return { loss: loss / counted, ...training.results('test') };
}
