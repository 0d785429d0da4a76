import type { FitSummary, LayerSummary, VariableSummary } from '../protocol/fit.js';
import { sizeOf } from '../protocol/fitSamples.js';
import { shapeLabel } from '../protocol/layerLabel.js';
import { formatCount } from '../protocol/numberText.js';

/** What one sample costs a layer on its way forward. */
export interface MultiplyAdds {
  readonly count: number;
  /** How it comes about: `kernel 3 × 3 × 1 × 8, used 676 times`. */
  readonly how: string;
}

type Net = Pick<FitSummary, 'layers' | 'variables'>;

/**
 * Products of a value and a weight, each added to a sum, that a layer takes for one sample, forward alone: the elements of each weight times the places
 * where it is used. Biases, activations, and pools are not counted, as they have no such products.
 * @returns null where it cannot be told: for weights that are not recorded, such as frozen ones, for kinds of weights that are not known, and where
 * a size is open
 */
export function multiplyAdds(net: Net, index: number): MultiplyAdds | null {
  const layer = net.layers[index];
  if (!layer) return null;
  if (layer.params === 0) return { count: 0, how: 'no weights' };
  const weights = net.variables.filter((variable) => variable.layer === index);
  if (weights.length === 0) return null;
  const before = net.layers[index - 1] ?? null;
  const used = weights.map((weight) => ({ weight, times: timesUsed(weight, { layer, before, weights }) }));
  let count = 0;
  const parts: string[] = [];
  for (const { weight, times } of used) {
    if (times === null || !Number.isInteger(times)) return null;
    if (times === 0) continue;
    count += sizeOf(weight.shape) * times;
    parts.push(
      `${weight.weight} ${shapeLabel(weight.shape)}, used ${times === 1 ? 'once' : `${formatCount(times)} times`}`,
    );
  }
  return { count, how: parts.length === 0 ? 'looked up, not multiplied' : parts.join('; ') };
}

interface Place {
  readonly layer: LayerSummary;
  /** The layer before it in the model. */
  readonly before: LayerSummary | null;
  /** All of the layer's. */
  readonly weights: readonly VariableSummary[];
}

/** How often a sample meets each element of a weight; null where that is not known. */
function timesUsed({ weight, shape }: VariableSummary, { layer, before, weights }: Place): number | null {
  const outputs = outputsOf(layer);
  const find = (name: string) => weights.find((each) => each.weight === name)?.shape;
  switch (weight) {
    case 'bias':
    case 'beta':
    case 'embeddings':
      return 0;
    // One for each channel, at each of its outputs.
    case 'gamma':
    case 'alpha':
      return outputs && outputs / sizeOf(shape);
    case 'pointwise_kernel':
      return outputs && outputs / (shape.at(-1) ?? 0);
    case 'depthwise_kernel': {
      const channels = find('pointwise_kernel')?.at(-1) ?? sizeOf(shape.slice(-2));
      return outputs && outputs / channels;
    }
    case 'kernel':
    case 'recurrent_kernel': {
      const recurrent = find('recurrent_kernel');
      if (recurrent) return recurrent.length === 2 ? stepsOf(layer, before) : null;
      if (/Transpose$/.test(layer.className)) return before && (outputsOf(before) ?? Number.NaN) / (shape.at(-1) ?? 0);
      return outputs && outputs / (shape.at(-1) ?? 0);
    }
    default:
      return null;
  }
}

/** Steps of the sequences that a recurrent layer goes over, as its own outputs or those of the layer before have them. */
function stepsOf(layer: LayerSummary, before: LayerSummary | null): number | null {
  const sequence = [layer, before].find((each) => each?.outputShape.length === 3);
  return sequence?.outputShape[1] ?? null;
}

/** Values of a layer's output for one sample; null where a size is open. */
export function outputsOf({ outputShape }: Pick<LayerSummary, 'outputShape'>): number | null {
  const sizes = outputShape.slice(1);
  return outputShape.length === 0 || sizes.some((size) => size === null)
    ? null
    : sizeOf(sizes.map((size) => size ?? 0));
}
