import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { LossFormula } from '../losses/lossFormulas.js';
import type { MetricBody } from './metricRule.js';
import { weightedSums } from './weights.js';

/**
 * The mean over all samples of what a formula gives for each.
 * @param counted what of the targets counts at all, as 0 and 1 in the shape of the formula's values
 */
export function meanMetric(formula: LossFormula, counted: LossFormula | null = null): MetricBody {
  return {
    sums: (tf, { target, output, weights }) => {
      const valid = counted?.(tf, target, output) ?? null;
      const values = formula(tf, target, output);
      return weightedSums(tf, values, valid && weights ? tf.mul(valid, weights) : (valid ?? weights));
    },
    result: (tf, [total, count]) => tf.divNoNan(total as Tensor, count as Tensor),
  };
}

/** The root of the mean of squares of all numbers of the output. */
export const rootMeanSquare: MetricBody = {
  sums: (tf, { target, output, weights }) => weightedSums(tf, tf.square(tf.sub(output, target)), weights),
  result: (tf, [total, count]) => tf.sqrt(tf.divNoNan(total as Tensor, count as Tensor)),
};

/** @param normalizer what each number's error is divided by */
export function relativeError(normalizer: readonly number[]): MetricBody {
  const relative = (tf: Tfjs, target: Tensor, output: Tensor) =>
    tf.divNoNan(tf.abs(tf.sub(target, output)), tf.tensor1d([...normalizer]));
  return meanMetric(relative);
}
