/** A figure of one layer's outputs, as every view tells of it. */
interface OutputEntry {
  readonly label: string;
  readonly help: string;
  /** `share`: 0 to 1. */
  readonly format: 'number' | 'share';
  /** As the head of a column of a table of layers, where that is shorter. */
  readonly column?: string;
  /** The figure that it is written beside: 3.2 of 16. */
  readonly outOf?: string;
  /** It is written beside another one only. */
  readonly isBeside?: boolean;
}

/**
 * All that is known of a layer's outputs on a measured batch, in the order in which records carry it and views show it; a file's columns have
 * these names. A unit is one entry of the outputs' last axis, or of the channels' where those come first: a filter of a convolution is one unit.
 */
export const ACTIVATION_FIGURES = {
  actZeros: {
    label: 'Zeros',
    help: 'Share of the layer’s outputs that are exactly 0 on the last measured batch. About half is usual after a relu; all of them means that the layer is dead',
    format: 'share',
  },
  actDead: {
    label: 'Dead units',
    help: 'Share of the units that were 0 for every sample of the last measured batches, which together have at least 256 samples where that many were measured. Behind a relu, such a unit gets no gradient',
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
  /** NaN of a batch of one sample. */
  actSame: {
    label: 'Same for all',
    help: 'Share of the outputs that are the same for every sample of the batch, to within rounding. 100% means that nothing of the input gets past this layer',
    format: 'share',
  },
  /** NaN where no gradient passes: before the first layer that is trained, and where the loss does not depend on the outputs. */
  actGradNorm: {
    label: 'Signal’s gradient',
    help: 'L2 norm of the loss’s gradient with respect to the layer’s outputs: how much of the signal gets back to this layer. It vanishes where it shrinks by orders of magnitude from layer to layer',
    format: 'number',
  },
} as const satisfies Record<string, OutputEntry>;

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

/** What takes longer to compute, so that it is told once an epoch at most: of the same batches, in records of its own. */
const RANK_FIGURES = {
  /** NaN where all are 0, or the layer has too many units for a batch to be looked at. */
  actRank: {
    label: 'Effective rank',
    help: 'How many directions the layer’s outputs take: the exponential of the entropy of their singular values, exp(−Σ p ln p) with p = σ / Σσ, over up to 256 samples, with each place of a map and each step of a sequence as a sample of its own. Near 1, all samples have the same outputs up to a factor; at most, it is the number of units, or of samples where those are fewer',
    format: 'number',
    column: 'Rank',
    outOf: 'actRankMost',
  },
  actRankMost: {
    label: 'Largest rank',
    help: 'The largest effective rank that is possible: the number of units, or of samples where those are fewer',
    format: 'number',
    isBeside: true,
  },
} as const satisfies Record<string, OutputEntry>;

export type RankStatistic = keyof typeof RANK_FIGURES;

export const RANK_STATISTICS = Object.keys(RANK_FIGURES) as readonly RankStatistic[];

/** A statistic of a layer in the values of a record of ranks; NaN where there is none. */
export const rankOf = (values: Float32Array | undefined, layer: number, statistic: RankStatistic): number =>
  values?.[layer * RANK_STATISTICS.length + RANK_STATISTICS.indexOf(statistic)] ?? Number.NaN;

export type OutputName = ActivationStatistic | RankStatistic;

export interface OutputFigure extends OutputEntry {
  readonly name: OutputName;
}

/** All figures of a layer's outputs, as views list them. */
export const OUTPUT_FIGURES: readonly OutputFigure[] = Object.entries({ ...ACTIVATION_FIGURES, ...RANK_FIGURES }).map(
  ([name, entry]: [string, OutputEntry]) => ({ ...entry, name: name as OutputName }),
);

/** What was measured last of a fit's outputs. */
export interface LatestOutputs {
  readonly activations: { readonly latest: { readonly values: Float32Array } | null };
  readonly ranks: { readonly latest: { readonly values: Float32Array } | null };
}

/** Any figure of a layer's outputs, as it was measured last; NaN where there is none. */
export function outputOf({ activations, ranks }: LatestOutputs, layer: number, name: OutputName): number {
  return name === 'actRank' || name === 'actRankMost'
    ? rankOf(ranks.latest?.values, layer, name)
    : activationOf(activations.latest?.values, layer, name);
}
