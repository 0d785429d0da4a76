import type { Tensor } from '../../tfjs/tfjs.js';
import type { MetricRules } from './metricRule.js';
import { alignedWeights } from './weights.js';

const aggregations = [null, 'uniform_average', 'variance_weighted_average'];

export const r2Metrics: MetricRules = {
  R2Score: {
    order: 'class_aggregation num_regressors name dtype',
    defaultName: 'r2_score',
    make: (args) => {
      // None is a choice of its own here, and not a missing value.
      const aggregation = args.isNone('class_aggregation')
        ? null
        : (args.text('class_aggregation') ?? 'uniform_average');
      if (!aggregations.includes(aggregation)) {
        throw args.wrong('class_aggregation', "None, 'uniform_average' or 'variance_weighted_average'", aggregation);
      }
      const regressors = args.number('num_regressors') ?? 0;
      return {
        sums: (tf, { target, output, weights }) => {
          const ones = tf.onesLike(target);
          const counted = weights ? tf.mul(ones, alignedWeights(tf, weights, target.rank)) : ones;
          const weighted = tf.mul(target, counted);
          const residual = tf.mul(tf.square(tf.sub(target, output)), counted);
          const sums = [weighted, tf.mul(target, weighted), residual, counted].map((each) => tf.sum(each, 0));
          return [...sums, tf.scalar(target.size)];
        },
        result: (tf, sums) => {
          const [sum, squares, residual, count, samples] = sums as [Tensor, Tensor, Tensor, Tensor, Tensor];
          const total = tf.sub(squares, tf.mul(sum, tf.div(sum, count)));
          const raw = tf.sub(1, tf.div(residual, total));
          const scores = tf.where(tf.isInf(raw), tf.zerosLike(raw), raw);
          const score =
            aggregation === null
              ? scores
              : aggregation === 'uniform_average'
                ? tf.mean(scores)
                : tf.div(tf.sum(tf.mul(total, scores)), tf.sum(total));
          if (regressors === 0) return score;
          const free = tf.sub(samples, regressors + 1);
          const adjusted = tf.sub(1, tf.div(tf.mul(tf.sub(1, score), tf.sub(samples, 1)), free));
          // Too few samples for so many predictors: the plain score.
          return tf.where(tf.greater(free, 0), adjusted, score);
        },
        values: (units) => (aggregation === null ? units : null),
      };
    },
  },
};
