import type { Tensor, Tfjs, TrainFunction, TrainingModel } from './tfjs.js';

/** The arguments of `fit` and `fitDataset` that matter here; the user's object is never changed. */
export interface FitArguments {
  readonly batchSize?: number;
  readonly epochs?: number;
  readonly initialEpoch?: number;
  readonly validationSplit?: number;
  readonly validationData?: unknown;
  readonly validationBatches?: number;
  readonly validationBatchSize?: number;
  readonly batchesPerEpoch?: number;
  readonly classWeight?: unknown;
  readonly callbacks?: unknown;
  readonly yieldEvery?: unknown;
}

export type BaseCallback = InstanceType<Tfjs['CustomCallback']>;

/** The arguments of `LayersModel.fitLoop`. */
export type FitLoopArguments = [
  train: TrainFunction,
  data: readonly Tensor[],
  labels: readonly string[],
  batchSize: number | null | undefined,
  epochs: number | null | undefined,
  verbose: unknown,
  callbacks: readonly BaseCallback[] | null | undefined,
  test: TrainFunction | null | undefined,
  validationData: readonly Tensor[] | null | undefined,
  shuffle: unknown,
  callbackMetrics: readonly string[],
  initialEpoch: number | null | undefined,
  stepsPerEpoch: unknown,
  validationSteps: unknown,
];

/** A model that trains, with what of it is called, replaced, and asked. */
export interface LayersModel extends TrainingModel {
  fit(x: unknown, y: unknown, args?: FitArguments): Promise<unknown>;
  fitDataset(dataset: unknown, args: FitArguments): Promise<unknown>;
  trainOnBatch(x: unknown, y: unknown): Promise<number | number[]>;
  fitLoop(...args: FitLoopArguments): Promise<unknown>;
  checkNumSamples(data: readonly unknown[], batchSize: number): number;
  testLoop(test: TrainFunction, data: readonly Tensor[], batchSize: number): Tensor[];
  /** What the losses that layers add come to. */
  calculateLosses(): Tensor[];
  history: InstanceType<Tfjs['History']>;
  isTraining: boolean;
  readonly metrics: unknown;
  readonly metricsTensors: unknown;
  readonly lossFunctions: readonly ((target: Tensor, prediction: Tensor) => Tensor)[];
}

export const layersModel = (model: TrainingModel): LayersModel => model as LayersModel;
