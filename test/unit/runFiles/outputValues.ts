import {
  ACTIVATION_STATISTIC_COUNT,
  type ActivationStatistic,
  activationIndex,
} from '../../../src/protocol/activations.js';

export type OutputFigures = Partial<Record<ActivationStatistic, number>>;

/** A record's figures of the outputs of all layers; NaN for those that are not said. */
export function outputValues(layers: readonly OutputFigures[]): Float32Array<ArrayBuffer> {
  const values = new Float32Array(layers.length * ACTIVATION_STATISTIC_COUNT).fill(Number.NaN);
  for (const [layer, figures] of layers.entries()) {
    for (const [name, value] of Object.entries(figures)) {
      values[activationIndex(layer, name as ActivationStatistic)] = value;
    }
  }
  return values;
}

/** The same of layers of which zeros, saturated, mean and deviation are said. */
export const shortOutputs = (rows: readonly (readonly [number, number, number, number])[]) =>
  outputValues(rows.map(([actZeros, actSaturated, actMean, actStd]) => ({ actZeros, actSaturated, actMean, actStd })));
