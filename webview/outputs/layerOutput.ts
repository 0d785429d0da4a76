import { type ActivationStatistic, outputFigure } from '../../src/protocol/activations.js';
import type { Activations } from '../../src/protocol/dashboard/parts.js';

/** What one layer put out on the last measured batch; NaN where a value does not exist. */
export interface LayerOutput {
  readonly zeros: number;
  readonly saturated: number;
  readonly mean: number;
  readonly deviation: number;
  /** Its share over time: of the saturated where the activation saturates, else of zeros. */
  readonly shares: Float32Array;
}

export function layerOutput({ layers, columns, shares }: Activations, layer: number): LayerOutput {
  const value = (name: ActivationStatistic): number => outputFigure(layers, layer, name);
  return {
    zeros: value('actZeros'),
    saturated: value('actSaturated'),
    mean: value('actMean'),
    deviation: value('actStd'),
    shares: shares.subarray(layer * columns, (layer + 1) * columns),
  };
}
