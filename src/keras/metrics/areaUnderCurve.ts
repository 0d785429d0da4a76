import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { MetricBatch, MetricRules } from './metricRule.js';
import {
  type CountOptions,
  evenThresholds,
  namedThresholds,
  type Thresholds,
  thresholdCounts,
} from './thresholdCounts.js';

type Method = 'interpolation' | 'minoring' | 'majoring';

function thresholdsOf(args: BoundArguments): Thresholds {
  const named = args.numbers('thresholds');
  if (named === undefined) return evenThresholds(args.has('num_thresholds') ? args.size('num_thresholds') : 200, true);
  const inner = named.toSorted((a, b) => a - b);
  const { even } = namedThresholds([0, ...inner, 1]);
  return { ...evenThresholds(2, true), values: [-1e-7, ...inner, 1 + 1e-7], even };
}

function choice<T extends string>(args: BoundArguments, name: string, choices: readonly T[], missing: T): T {
  const value = args.text(name) ?? missing;
  const found = choices.find((each) => each.toLowerCase() === value.toLowerCase());
  if (!found) throw args.wrong(name, choices.map((each) => `'${each}'`).join(' or '), value);
  return found;
}

/** All but the last along the first axis, and all but the first. */
function neighbors(tf: Tfjs, x: Tensor): [Tensor, Tensor] {
  const rest = x.shape.slice(1);
  const count = (x.shape[0] ?? 1) - 1;
  const from = (start: number) => tf.slice(x, [start, ...rest.map(() => 0)], [count, ...rest]);
  return [from(0), from(1)];
}

/** Precision changes between two thresholds as Davis and Goadrich (2006) have it. */
function interpolatedPrecision(tf: Tfjs, [tp, fp, , fn]: readonly Tensor[]): Tensor {
  const [before, after] = neighbors(tf, tp as Tensor);
  const [all, next] = neighbors(tf, tf.add(tp as Tensor, fp as Tensor));
  const gained = tf.sub(before, after);
  const slope = tf.divNoNan(gained, tf.maximum(tf.sub(all, next), 0));
  const intercept = tf.sub(after, tf.mul(slope, next));
  const bothSome = tf.logicalAnd(tf.greater(all, 0), tf.greater(next, 0));
  const ratio = tf.where(bothSome, tf.divNoNan(all, tf.maximum(next, 0)), tf.onesLike(next));
  const [, missed] = neighbors(tf, fn as Tensor);
  const area = tf.mul(slope, tf.add(gained, tf.mul(intercept, tf.log(ratio))));
  return tf.sum(tf.divNoNan(area, tf.maximum(tf.add(after, missed), 0)), 0);
}

/** Sum of strips between neighboring thresholds. */
function riemann(tf: Tfjs, x: Tensor, y: Tensor, method: Method): Tensor {
  const [left, right] = neighbors(tf, y);
  const heights =
    method === 'interpolation'
      ? tf.div(tf.add(left, right), 2)
      : method === 'minoring'
        ? tf.minimum(left, right)
        : tf.maximum(left, right);
  const [start, end] = neighbors(tf, x);
  return tf.sum(tf.mul(tf.sub(start, end), heights), 0);
}

function area(tf: Tfjs, counts: readonly Tensor[], curve: 'ROC' | 'PR', method: Method): Tensor {
  if (curve === 'PR' && method === 'interpolation') return interpolatedPrecision(tf, counts);
  const [tp, fp, tn, fn] = counts as [Tensor, Tensor, Tensor, Tensor];
  const recall = tf.divNoNan(tp, tf.add(tp, fn));
  if (curve === 'ROC') return riemann(tf, tf.divNoNan(fp, tf.add(fp, tn)), recall, method);
  return riemann(tf, recall, tf.divNoNan(tp, tf.add(tp, fp)), method);
}

export const areaMetrics: MetricRules = {
  AUC: {
    order:
      'num_thresholds curve summation_method name dtype thresholds multi_label num_labels label_weights from_logits',
    defaultName: null,
    make: (args) => {
      const curve = choice(args, 'curve', ['ROC', 'PR'], 'ROC');
      const method = choice(args, 'summation_method', ['interpolation', 'minoring', 'majoring'], 'interpolation');
      const multiLabel = args.flag('multi_label') ?? false;
      const labelWeights = args.numbers('label_weights');
      const fromLogits = args.flag('from_logits') ?? false;
      const options: CountOptions = { thresholds: thresholdsOf(args), multiLabel, labelWeights };
      return {
        sums: (tf: Tfjs, batch: MetricBatch) => {
          const output = fromLogits ? tf.sigmoid(batch.output) : batch.output;
          return [...thresholdCounts(tf, { ...batch, output }, options)];
        },
        result: (tf, sums) => {
          const found = area(tf, sums, curve, method);
          if (!multiLabel || !labelWeights) return tf.mean(found);
          const weights = tf.tensor1d(labelWeights);
          return tf.divNoNan(tf.sum(tf.mul(found, weights)), tf.sum(weights));
        },
      };
    },
  },
};
