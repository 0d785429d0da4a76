import type { Tensor, Tfjs, TrainFunction, TrainingModel } from '../../tfjs/tfjs.js';
import type { KerasLoss, LossFunction } from '../losses/makeLoss.js';
import type { KerasMetric } from '../metrics/kerasMetric.js';
import type { CurrentBatch, Phase } from './currentBatch.js';

/** What `compile` makes of a model, private in tfjs's types. */
interface Compiled extends TrainingModel {
  lossFunctions: LossFunction[];
  metricsNames: string[];
  metricsTensors: [LossFunction, number][];
  testFunction: TrainFunction;
  makeTestFunction(): void;
}

const trainings = new WeakMap<TrainingModel, KerasTraining>();

/** Null for a model that is not compiled as Keras compiles one. */
export function kerasTrainingOf(inner: TrainingModel): KerasTraining | null {
  return trainings.get(inner) ?? null;
}

/**
 * Loss and metrics of a compiled model as Keras has them: metrics over all samples since their last reset, sample weights, masks.
 * Its train function takes [inputs, targets] or [inputs, targets, sample weights], and gives the loss and the metrics so far.
 */
export class KerasTraining {
  constructor(
    private readonly tf: Tfjs,
    private readonly inner: TrainingModel,
    private readonly parts: {
      readonly loss: KerasLoss;
      readonly metrics: readonly KerasMetric[];
      readonly batch: CurrentBatch;
    },
  ) {
    const { loss, metrics, batch } = parts;
    const compiled = inner as Compiled;
    // tfjs's name decides which targets are taken; the number is Keras's.
    compiled.lossFunctions = [loss.compute];
    compiled.metricsNames = ['loss', ...metrics.flatMap(({ columns }) => columns)];
    compiled.metricsTensors = metrics.flatMap(({ functions }) => functions.map((each): [LossFunction, 0] => [each, 0]));
    const { makeTrainFunction } = Object.getPrototypeOf(inner) as TrainingModel;
    compiled.makeTrainFunction = () => {
      const train = makeTrainFunction.call(inner);
      return (data) => batch.during('train', data[2] ?? null, () => train(data));
    };
    trainings.set(inner, this);
  }

  /** To be called before each epoch, and before validation or evaluation. */
  resetMetrics(phase: Phase): void {
    for (const metric of this.parts.metrics) metric.reset(phase);
  }

  /** Metrics over all batches since the last reset, by Keras's names. */
  results(phase: Phase): Record<string, number> {
    return Object.fromEntries(
      this.parts.metrics.flatMap((metric) => {
        const values = metric.values(phase);
        return values.map((value, index) => [metric.columns[index] ?? '', value] as const);
      }),
    );
  }

  /** Whether targets of some class do not count in the loss. */
  get ignoresClass(): boolean {
    return this.parts.loss.ignoresClass;
  }

  /** What a batch's loss counts in the mean over an epoch. */
  lossCount(rows: number): number {
    return this.parts.loss.isReduced ? rows : rows * rows;
  }

  /** Whether results are the same however the samples are cut into batches, as far as the layers do not say otherwise. */
  get sumsOverSamples(): boolean {
    return this.parts.loss.isMeanOfSamples;
  }

  /**
   * Adds a batch that is not trained to the metrics of tests.
   * @param weights of samples, [rows] or [rows, steps]
   * @returns the batch's loss, penalties included
   */
  testStep(x: Tensor, y: Tensor, weights: Tensor | null): number {
    const { tf, inner } = this;
    const { batch } = this.parts;
    const compiled = inner as Compiled;
    const { makeTestFunction } = Object.getPrototypeOf(inner) as Compiled;
    makeTestFunction.call(compiled);
    const scalars = batch.during('test', weights, () => compiled.testFunction([x, y]));
    const [loss] = scalars.map((scalar) => scalar.dataSync()[0] ?? Number.NaN);
    tf.dispose(scalars);
    return loss ?? Number.NaN;
  }
}
