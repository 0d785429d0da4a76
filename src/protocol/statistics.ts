/**
 * The statistics of one trainable variable on one batch, in the order in which records carry them.
 * Computed on the backend from the very gradients that the optimizer applied; `NaN` where a value does not exist.
 */
export const STATISTICS = [
  /** L2 norm of the gradient. */
  'gradNorm',
  /** Mean of |g|. */
  'gradMeanAbs',
  'gradMean',
  /** Population standard deviation of the gradient's elements. */
  'gradStd',
  'gradMin',
  'gradMax',
  /** Share of elements that are exactly zero, 0 to 1. */
  'gradZeros',
  /** Count of NaN elements; NaN itself, as all of the gradient's statistics, where there was no gradient (a frozen variable). */
  'gradNaNs',
  /** Count of infinite elements. */
  'gradInfs',
  /** L2 norm of the weights after the update. */
  'weightNorm',
  /** L2 norm of the change that the optimizer made; divided by weightNorm it is the update ratio. */
  'updateNorm',
] as const;

export type Statistic = (typeof STATISTICS)[number];

export const STATISTIC_COUNT = STATISTICS.length;

const positions = new Map<Statistic, number>(STATISTICS.map((name, index) => [name, index]));

/** Where a statistic of a variable stands in a record's `statistics` row: variables in order, each with all its statistics. */
export function statisticIndex(variable: number, statistic: Statistic): number {
  return variable * STATISTIC_COUNT + (positions.get(statistic) ?? 0);
}
