import type { FitSummary, LayerSummary, VariableSummary } from '../../protocol/fit.js';
import { optimizerFields } from '../../tfjs/optimizerFields.js';
import type { Layer, LayerVariable, Optimizer, Sequential, TrainingModel } from '../../tfjs/tfjs.js';
import type { CreatedLayers } from '../capture/createdLayers.js';
import { activationName } from '../capture/layerWords.js';

/** What the model itself tells of a fit; the rest of a FitSummary depends on how it was called. */
export type ModelSummary = Pick<
  FitSummary,
  'name' | 'location' | 'layers' | 'variables' | 'optimizer' | 'learningRate' | 'loss'
>;

export function modelSummary(
  model: Sequential,
  inner: TrainingModel | null,
  weights: readonly LayerVariable[],
  optimizer: Optimizer,
  created: CreatedLayers,
): ModelSummary {
  const layers = model.layers;
  return {
    name: model.name,
    location: created.placeOf(model),
    layers: layers.map((layer) => layerSummary(layer, created)),
    variables: weights.map((weight) => variableSummary(weight, layers)),
    optimizer: optimizer.getClassName(),
    learningRate: learningRate(optimizer),
    loss: lossName(inner?.loss),
  };
}

/** The number that tfjs's optimizers keep in a protected field; null for one that keeps it elsewhere. */
function learningRate(optimizer: Optimizer): number | null {
  const rate: unknown = optimizerFields(optimizer).learningRate;
  return typeof rate === 'number' ? rate : null;
}

function layerSummary(layer: Layer, created: CreatedLayers): LayerSummary {
  return {
    name: layer.name,
    className: layer.getClassName(),
    location: created.placeOf(layer),
    outputShape: outputShape(layer),
    params: layer.countParams(),
    trainable: layer.trainable,
    activation: activationName(layer),
  };
}

/** tfjs throws where a layer is used at several places and they differ; a layer of several outputs shows its first. */
export function outputShape(layer: Layer): readonly (number | null)[] {
  try {
    const shape = layer.outputShape as (number | null)[] | (number | null)[][];
    return (Array.isArray(shape[0]) ? shape[0] : shape) as (number | null)[];
  } catch {
    return [];
  }
}

function variableSummary(weight: LayerVariable, layers: readonly Layer[]): VariableSummary {
  return {
    name: weight.name,
    weight: weight.originalName.split('/').at(-1) ?? weight.originalName,
    layer: layers.findIndex((layer) => layer.weights.includes(weight)),
    shape: weight.shape.map((size) => size ?? 0),
  };
}

/** How tfjs names its own functions: `softmaxCrossEntropy__op`. */
const OF_TFJS = /__op$/;

function lossName(loss: unknown): string {
  if (typeof loss === 'string') return loss;
  if (typeof loss === 'function') return loss.name.replace(OF_TFJS, '') || 'custom';
  if (typeof loss === 'object' && loss !== null) return Object.values(loss).map(lossName).join(', ') || 'custom';
  return 'custom';
}
