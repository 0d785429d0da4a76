import type { FitSummary } from '../protocol/fit.js';
import type { Fit } from './types.js';

type Told = Pick<Fit, 'summary'>;

/**
 * The fits that train the same model as one of them, each from its start: the folds of a cross-validation, or repeats. Empty where that is a single one.
 * Nobody says so in the source; the model and all settings have to be the same, and the weights others.
 */
export function foldsOf<One extends Told>(fits: readonly One[], fit: Told): One[] {
  const wanted = shapeOf(fit.summary);
  const alike = fits.filter(({ summary }) => shapeOf(summary) === wanted);
  // A model that is fitted once more keeps its variables.
  const models = new Set(alike.map(({ summary }) => summary.variables[0]?.name ?? ''));
  return alike.length > 1 && models.size === alike.length ? alike : [];
}

/** A run may have hundreds of fits, and is asked about them ten times a second. */
const shapes = new WeakMap<FitSummary, string>();

function shapeOf(summary: FitSummary): string {
  const shape = shapes.get(summary) ?? shapeText(summary);
  shapes.set(summary, shape);
  return shape;
}

const shapeText = ({
  kind,
  layers,
  optimizer,
  learningRate,
  loss,
  metrics,
  batchSize,
  epochs,
  initialEpoch,
}: FitSummary): string =>
  JSON.stringify([
    layers.map(({ className, outputShape, params, activation, trainable }) => [
      className,
      outputShape,
      params,
      activation,
      trainable,
    ]),
    [kind, optimizer, learningRate, loss, metrics, batchSize, epochs, initialEpoch],
  ]);
