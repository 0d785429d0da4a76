import type { Tensor } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { MetricBody, MetricRules } from './metricRule.js';
import { alignedWeights } from './weights.js';

const averages = [null, 'micro', 'macro', 'weighted'];

function fScore(args: BoundArguments, beta: number): MetricBody {
  const average = args.text('average') ?? null;
  if (!averages.includes(average)) throw args.wrong('average', "None, 'micro', 'macro' or 'weighted'", average);
  const threshold = args.number('threshold');
  return {
    sums: (tf, { target, output, weights }) => {
      const chosen = tf.cast(
        threshold === undefined
          ? tf.logicalAnd(tf.greaterEqual(output, tf.max(output, -1, true)), tf.greater(tf.abs(output), 1e-9))
          : tf.greater(output, threshold),
        'float32',
      );
      const sum = (values: Tensor) => {
        const weighted = weights ? tf.mul(values, alignedWeights(tf, weights, values.rank)) : values;
        return average === 'micro' ? tf.sum(weighted) : tf.sum(weighted, 0);
      };
      const tp = sum(tf.mul(chosen, target));
      const fp = sum(tf.mul(chosen, tf.sub(1, target)));
      const fn = sum(tf.mul(tf.sub(1, chosen), target));
      return [tp, fp, fn, sum(target)];
    },
    result: (tf, sums) => {
      const [tp, fp, fn, support] = sums as [Tensor, Tensor, Tensor, Tensor];
      const precision = tf.divNoNan(tp, tf.add(tp, fp));
      const recall = tf.divNoNan(tp, tf.add(tp, fn));
      const both = tf.divNoNan(tf.mul(precision, recall), tf.add(tf.mul(beta ** 2, precision), recall));
      const score = tf.mul(both, 1 + beta ** 2);
      if (average === null) return score;
      if (average !== 'weighted') return tf.mean(score);
      return tf.sum(tf.mul(score, tf.divNoNan(support, tf.sum(support))));
    },
    values: (units) => (average === null ? units : null),
  };
}

export const fScores: MetricRules = {
  FBetaScore: {
    order: 'average beta threshold name dtype',
    defaultName: 'fbeta_score',
    make: (args) => fScore(args, args.number('beta') ?? 1),
  },
  F1Score: {
    order: 'average threshold name dtype',
    defaultName: 'f1_score',
    make: (args) => fScore(args, 1),
  },
};
