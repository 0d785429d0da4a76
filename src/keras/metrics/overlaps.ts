import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { kerasProblem } from '../kerasProblem.js';
import type { MetricBatch, MetricBody, MetricRule, MetricRules } from './metricRule.js';
import { alignedWeights } from './weights.js';

interface Classes {
  readonly count: number;
  /** Those whose intersection over union is averaged. */
  readonly averaged: readonly number[];
  readonly sparseTarget: boolean;
  readonly sparseOutput: boolean;
  readonly threshold?: number;
}

/** The mean over classes of intersection over union, from a confusion matrix [classes, classes]. */
function overlap(args: BoundArguments, classes: Classes): MetricBody {
  const ignored = args.number('ignore_class');
  const axis = args.number('axis') ?? -1;
  return {
    sums: (tf, { target, output, weights }: MetricBatch) => {
      const targets = tf.reshape(classes.sparseTarget ? target : tf.argMax(target, axis), [-1]);
      const outputs = tf.reshape(classOf(tf, output, axis, classes), [-1]);
      if (targets.size !== outputs.size) {
        const wanted = `${args.call.name} needs one class for each target and each output, but got ${targets.size} targets and ${outputs.size} outputs`;
        throw kerasProblem(
          args.call,
          `${wanted}. Set sparse_y_pred=False for softmax outputs, and sparse_y_true=False for one-hot targets.`,
        );
      }
      const oneHot = (ids: Tensor) => tf.cast(tf.oneHot(tf.cast(ids, 'int32') as never, classes.count), 'float32');
      let rows: Tensor = oneHot(targets);
      if (weights) {
        const spread = tf.mul(alignedWeights(tf, weights, target.rank), tf.onesLike(target));
        const each = classes.sparseTarget ? spread : tf.max(spread, axis);
        rows = tf.mul(rows, tf.reshape(each, [-1, 1]));
      }
      if (ignored !== undefined) {
        rows = tf.mul(rows, tf.cast(tf.notEqual(tf.reshape(targets, [-1, 1]), ignored), 'float32'));
      }
      return [tf.matMul(rows as never, oneHot(outputs) as never, true)];
    },
    result: (tf, [matrix]) => {
      const sums = matrix as Tensor;
      const hits = tf.sum(tf.mul(sums, tf.eye(classes.count)), 0);
      const either = tf.sub(tf.add(tf.sum(sums, 0), tf.sum(sums, 1)), hits);
      const wanted = tf.tensor1d([...classes.averaged], 'int32');
      const [tp, union] = [tf.gather(hits, wanted), tf.gather(either, wanted)];
      return tf.divNoNan(tf.sum(tf.divNoNan(tp, union)), tf.sum(tf.cast(tf.notEqual(union, 0), 'float32')));
    },
  };
}

function classOf(tf: Tfjs, output: Tensor, axis: number, { sparseOutput, threshold }: Classes): Tensor {
  if (threshold !== undefined) return tf.cast(tf.greaterEqual(output, threshold), 'float32');
  return sparseOutput ? output : tf.argMax(output, axis);
}

function ids(args: BoundArguments, count: number): number[] {
  const list = args.numbers('target_class_ids') ?? [];
  if (list.length === 0 || !list.every((id) => id >= 0 && id < count)) {
    throw args.wrong('target_class_ids', `a list of classes below ${count}`, args.value('target_class_ids') ?? null);
  }
  return list;
}

const all = (count: number) => Array.from({ length: count }, (_, id) => id);

function rule(order: string, make: (args: BoundArguments) => Classes): MetricRule {
  return { order, defaultName: null, make: (args) => overlap(args, make(args)) };
}

const forms = (args: BoundArguments, oneHot: boolean) => ({
  sparseTarget: oneHot ? false : (args.flag('sparse_y_true') ?? true),
  sparseOutput: args.flag('sparse_y_pred') ?? !oneHot,
});

const classCount = (args: BoundArguments) => args.size('num_classes');

function some(order: string, oneHot: boolean): MetricRule {
  return rule(order, (args) => ({
    count: classCount(args),
    averaged: ids(args, classCount(args)),
    ...forms(args, oneHot),
  }));
}

function mean(order: string, oneHot: boolean): MetricRule {
  return rule(order, (args) => ({ count: classCount(args), averaged: all(classCount(args)), ...forms(args, oneHot) }));
}

export const overlaps: MetricRules = {
  IoU: some('num_classes target_class_ids name dtype ignore_class sparse_y_true sparse_y_pred axis', false),
  MeanIoU: mean('num_classes name dtype ignore_class sparse_y_true sparse_y_pred axis', false),
  OneHotIoU: some('num_classes target_class_ids name dtype ignore_class sparse_y_pred axis', true),
  OneHotMeanIoU: mean('num_classes name dtype ignore_class sparse_y_pred axis', true),
  BinaryIoU: rule('target_class_ids threshold name dtype', (args) => ({
    count: 2,
    averaged: args.has('target_class_ids') ? ids(args, 2) : all(2),
    sparseTarget: true,
    sparseOutput: true,
    threshold: args.number('threshold') ?? 0.5,
  })),
};
