import { SourceError } from '../../errors/sourceError.js';
import { innerModel, type Sequential } from '../../tfjs/tfjs.js';
import type { BuildRun } from './buildRun.js';
import { lastActivation } from './modelShapes.js';

/** What a model is compiled with whose source does not compile it, in tfjs's names. */
export interface UsualCompile {
  readonly optimizer: 'adam';
  readonly loss: string;
  readonly metrics: string[];
}

/**
 * Compiles a model that its source does not compile.
 * @throws {SourceError} for a model without layers or without weights, which nothing can train
 */
export function compileDefault(run: BuildRun, model: Sequential): void {
  const usual = usualCompile(run, model);
  if (usual) model.compile({ ...usual });
}

/**
 * Categorical cross-entropy after softmax, binary cross-entropy after a sigmoid of one unit, else the mean squared error; Adam. Null for a
 * model that is compiled.
 * @throws {SourceError} for a model without layers or without weights, which nothing can train
 */
export function usualCompile(run: BuildRun, model: Sequential): UsualCompile | null {
  if (model.layers.length === 0) {
    throw new SourceError('This model has no layers. Add one before training it.', run.placeOf(model));
  }
  if (model.outputs.length > 0) refuseWithoutWeights(run, model, model.trainableWeights.length);
  if (innerModel(model)?.optimizer_) return null;
  const activation = lastActivation(model.layers);
  const units = model.outputs[0]?.shape.at(-1);
  const classes = activation === 'softmax' || (activation === 'sigmoid' && units === 1);
  const loss =
    activation === 'softmax' ? 'categoricalCrossentropy' : classes ? 'binaryCrossentropy' : 'meanSquaredError';
  return { optimizer: 'adam', loss, metrics: classes ? ['accuracy'] : [] };
}

/** @throws {SourceError} where there is nothing to train */
export function refuseWithoutWeights(run: BuildRun, model: Sequential, trainable: number): void {
  if (trainable > 0) return;
  const message = 'This model has no trainable weights: its layers have none, or all of them are frozen.';
  throw new SourceError(message, run.placeOf(model));
}
