/** The statistics of one layer's outputs on one batch, in the order in which records carry them. */
export const ACTIVATION_STATISTICS = [
  /** Share of outputs that are exactly zero, 0 to 1. */
  'actZeros',
  /** Share of outputs so near a bound of the layer's activation that hardly any gradient passes; NaN where it has no bounds. */
  'actSaturated',
  'actMean',
  /** Population standard deviation. */
  'actStd',
] as const;

export type ActivationStatistic = (typeof ACTIVATION_STATISTICS)[number];

export const ACTIVATION_STATISTIC_COUNT = ACTIVATION_STATISTICS.length;

/** What one batch's training forward pass gave, over all elements of each layer's output. */
export interface ActivationRecord {
  readonly fit: number;
  readonly step: number;
  /**
   * FitSummary.layers.length x ACTIVATION_STATISTIC_COUNT; see `activationIndex`. NaN where a value does not exist: no bounds, a layer that
   * was not applied, or whose output is not one tensor of floats.
   */
  readonly values: Float32Array;
}

const positions = new Map<ActivationStatistic, number>(ACTIVATION_STATISTICS.map((name, index) => [name, index]));

/** Where a statistic of a layer stands in a record's `values`: layers in order, each with all its statistics. */
export function activationIndex(layer: number, statistic: ActivationStatistic): number {
  return layer * ACTIVATION_STATISTIC_COUNT + (positions.get(statistic) ?? 0);
}
