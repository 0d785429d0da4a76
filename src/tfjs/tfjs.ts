import type { LayerVariable, layers, Sequential, Tensor, Variable } from '@tensorflow/tfjs';

/** The one tfjs of this process: tfjs-node's package, or the embedded build. */
export type Tfjs = typeof import('@tensorflow/tfjs');
export type Layer = layers.Layer;
export type Dataset = import('@tensorflow/tfjs').data.Dataset<import('@tensorflow/tfjs').TensorContainer>;
export type Optimizer = import('@tensorflow/tfjs').Optimizer;
export type { LayerVariable, Sequential, Tensor, Variable };

/** What `optimizer.applyGradients` takes. */
export type Gradients = Readonly<Record<string, Tensor | null>> | readonly { name: string; tensor: Tensor | null }[];

/** Runs one batch: inputs, targets and sample weights in; the loss and each metric out, as scalars. */
export type TrainFunction = (data: Tensor[]) => Tensor[];

/**
 * The LayersModel that trains: the one inside a Sequential, or a functional model. These members are private in the types of
 * tfjs-layers 4.x; all of 4.x has them.
 */
export interface TrainingModel {
  readonly name: string;
  readonly layers: readonly Layer[];
  readonly inputs: readonly unknown[];
  /** Labels of what the train function returns, the loss first, duplicates numbered. */
  getDedupedMetricsNames(): string[];
  readonly loss: unknown;
  readonly optimizer_: Optimizer;
  /** The trainable weights at the time of `compile`: those that the optimizer updates. */
  readonly collectedTrainableWeights: readonly LayerVariable[];
  stopTraining_: boolean;
  makeTrainFunction(): TrainFunction;
}

/** The model inside a Sequential; `build`, which `compile` calls, makes a new one. */
export function innerModel(model: Sequential): TrainingModel | undefined {
  return (model as unknown as { model?: TrainingModel }).model;
}
