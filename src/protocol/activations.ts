/** A figure of one layer's outputs on one batch, as every view tells of it. */
interface ActivationEntry {
  readonly label: string;
  readonly help: string;
  /** `share`: 0 to 1. */
  readonly format: 'number' | 'share';
}

/** All that is known of a layer's outputs on a measured batch, in the order in which records carry it; a file's columns have these names. */
export const ACTIVATION_FIGURES = {
  actZeros: {
    label: 'Zeros',
    help: 'Share of the layer’s outputs that are exactly 0 on the last measured batch. About half is usual after a relu; all of them means that the layer is dead',
    format: 'share',
  },
  /** NaN where the layer's activation has no bounds. */
  actSaturated: {
    label: 'Saturated',
    help: 'Share of the outputs so close to a bound of the activation that less than 4% of its largest slope is left for the gradient: a sigmoid below 0.01 or above 0.99, a tanh beyond ±0.98, a hard sigmoid at 0 or 1. Other activations have no such bounds',
    format: 'share',
  },
  actMean: { label: 'Mean', help: 'Mean of all outputs', format: 'number' },
  actStd: {
    label: 'Deviation',
    help: 'Population standard deviation of all outputs. A value near 0 means that the layer outputs the same for every input',
    format: 'number',
  },
} as const satisfies Record<string, ActivationEntry>;

export type ActivationStatistic = keyof typeof ACTIVATION_FIGURES;

export const ACTIVATION_STATISTICS = Object.keys(ACTIVATION_FIGURES) as readonly ActivationStatistic[];

export const ACTIVATION_STATISTIC_COUNT = ACTIVATION_STATISTICS.length;

const positions = new Map<ActivationStatistic, number>(ACTIVATION_STATISTICS.map((name, index) => [name, index]));

/** Where a statistic of a layer stands in a record's `values`: layers in order, each with all its statistics. */
export function activationIndex(layer: number, statistic: ActivationStatistic): number {
  return layer * ACTIVATION_STATISTIC_COUNT + (positions.get(statistic) ?? 0);
}

/** A statistic of a layer in a record's `values`; NaN where there is none. */
export const activationOf = (values: Float32Array | undefined, layer: number, statistic: ActivationStatistic): number =>
  values?.[activationIndex(layer, statistic)] ?? Number.NaN;
