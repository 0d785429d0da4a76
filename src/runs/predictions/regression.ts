/** How far predictions are from what they should be. */
export interface Regression {
  readonly total: number;
  /** 1 - (sum of squared errors) / (sum of squared distances of the targets from their mean); NaN where all targets are the same. */
  readonly r2: number;
  /** Mean distance. */
  readonly mae: number;
  /** Root of the mean squared distance. */
  readonly rmse: number;
  /** Mean of prediction - target. */
  readonly bias: number;
}

/** As scikit-learn's `r2_score`, `mean_absolute_error` and `root_mean_squared_error` have it, in double precision. */
export function regressionOf(truth: readonly number[], predicted: readonly number[]): Regression {
  const total = truth.length;
  const mean = (of: (index: number) => number) => truth.reduce((sum, _, index) => sum + of(index), 0) / total;
  const error = (index: number) => (predicted[index] ?? Number.NaN) - (truth[index] ?? Number.NaN);
  const middle = mean((index) => truth[index] ?? Number.NaN);
  const squared = mean((index) => error(index) ** 2);
  const spread = mean((index) => ((truth[index] ?? Number.NaN) - middle) ** 2);
  return {
    total,
    r2: spread === 0 ? Number.NaN : 1 - squared / spread,
    mae: mean((index) => Math.abs(error(index))),
    rmse: Math.sqrt(squared),
    bias: mean(error),
  };
}
