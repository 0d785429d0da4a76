import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { MetricBody, MetricRule, MetricRules } from './metricRule.js';
import { type CountOptions, evenThresholds, namedThresholds, thresholdCounts } from './thresholdCounts.js';

/** Below everything: with `top_k` alone, what is among the top counts. */
const ALWAYS = -1e10;

type Share = (tf: Tfjs, counts: readonly Tensor[]) => Tensor;

const [TP, FP, TN, FN] = [0, 1, 2, 3];

const part = (of: number, with_: number): Share => {
  return (tf, counts) => tf.divNoNan(counts[of] as Tensor, tf.add(counts[of] as Tensor, counts[with_] as Tensor));
};
const precision = part(TP, FP);
const recall = part(TP, FN);
const specificity = part(TN, FP);

function counted(options: CountOptions, result: Share): MetricBody {
  const count = options.thresholds.values.length;
  return {
    sums: (tf, batch) => [...thresholdCounts(tf, batch, options)],
    result: (tf, sums) => (count === 1 ? tf.reshape(result(tf, sums), []) : result(tf, sums)),
    values: () => (count === 1 ? null : count),
  };
}

/** Thresholds as one number or several. */
function given(args: BoundArguments, missing: number): CountOptions {
  const values = args.numbers('thresholds') ?? [missing];
  const outside = values.find((each) => each !== ALWAYS && !(each >= 0 && each <= 1));
  if (outside !== undefined) throw args.wrong('thresholds', 'between 0 and 1', outside);
  return { thresholds: namedThresholds(values), topK: args.number('top_k'), classId: args.number('class_id') };
}

const share = (result: Share): MetricRule => ({
  order: 'thresholds top_k class_id name dtype',
  defaultName: null,
  make: (args) => counted(given(args, args.has('top_k') ? ALWAYS : 0.5), result),
});

const count = (index: number): MetricRule => ({
  order: 'thresholds name dtype',
  defaultName: null,
  make: (args) => counted(given(args, 0.5), (_, counts) => counts[index] as Tensor),
});

/** The most of one share that a threshold gives under which another is at least `bound`. */
function best(bound: string, constrained: Share, dependent: Share): MetricRule {
  return {
    order: `${bound} num_thresholds class_id name dtype`,
    defaultName: null,
    make: (args) => {
      const least = args.number(bound);
      if (least === undefined || !(least >= 0 && least <= 1)) {
        throw args.wrong(bound, 'a number between 0 and 1', args.value(bound) ?? null);
      }
      const thresholds = evenThresholds(args.has('num_thresholds') ? args.size('num_thresholds') : 200, false);
      const most: Share = (tf, counts) => {
        const feasible = tf.greaterEqual(constrained(tf, counts), least);
        return tf.max(tf.where(feasible, dependent(tf, counts), tf.zeros([thresholds.values.length])));
      };
      const classId = args.number('class_id');
      return { ...counted({ thresholds, classId }, most), result: most, values: () => null };
    },
  };
}

export const confusionMetrics: MetricRules = {
  Precision: share(precision),
  Recall: share(recall),
  TruePositives: count(TP),
  FalsePositives: count(FP),
  TrueNegatives: count(TN),
  FalseNegatives: count(FN),
  SensitivityAtSpecificity: best('specificity', specificity, recall),
  SpecificityAtSensitivity: best('sensitivity', recall, specificity),
  PrecisionAtRecall: best('recall', recall, precision),
  RecallAtPrecision: best('precision', precision, recall),
};
