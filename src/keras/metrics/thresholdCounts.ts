import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { MetricBatch } from './metricRule.js';
import { alignedWeights } from './weights.js';

/** What lies below every threshold: of the classes that are not among the top k. */
const NOT_CHOSEN = -1e10;

/** Keras's `epsilon()`. */
const EPSILON = 1e-7;

export interface Thresholds {
  readonly values: readonly number[];
  /**
   * Whether they stand in equal distances from 0 to 1: Keras then puts each output into a bucket, which rounds otherwise than a comparison.
   */
  readonly even: boolean;
  /** Whether the first is a little below 0 and the last a little above 1. */
  readonly beyond: boolean;
}

export interface CountOptions {
  readonly thresholds: Thresholds;
  /** Only the largest k outputs of a sample can be positive. */
  readonly topK?: number | undefined;
  /** Only this class is looked at. */
  readonly classId?: number | undefined;
  /** Counts of each label by itself. */
  readonly multiLabel?: boolean;
  readonly labelWeights?: readonly number[] | undefined;
}

/** True and false positives, true and false negatives: [thresholds], or [thresholds, labels] where labels are counted by themselves. */
export type Counts = readonly [tp: Tensor, fp: Tensor, tn: Tensor, fn: Tensor];

export function evenThresholds(count: number, beyond: boolean): Thresholds {
  if (count === 1) return { values: [0.5], even: false, beyond: false };
  const inner = Array.from({ length: count - 2 }, (_, i) => (i + 1) / (count - 1));
  return { values: beyond ? [-EPSILON, ...inner, 1 + EPSILON] : [0, ...inner, 1], even: true, beyond };
}

/** Thresholds that the source names; what stands evenly from 0 to 1 is found out as Keras does. */
export function namedThresholds(values: readonly number[]): Thresholds {
  const last = values.length - 1;
  const even = last >= 2 && values.every((value, i) => Math.abs(value - i / last) <= EPSILON + 1e-5 * (i / last));
  return { values, even, beyond: (values[0] ?? 0) < 0 || (values[last] ?? 1) > 1 };
}

/** Counts of one batch, at each threshold. */
export function thresholdCounts(tf: Tfjs, { target, output, weights }: MetricBatch, options: CountOptions): Counts {
  const { topK, classId, thresholds, multiLabel, labelWeights } = options;
  let [labels, outputs] = [target, topK === undefined ? output : onlyTop(tf, output, topK)];
  if (labels.rank < outputs.rank) labels = tf.reshape(labels, outputs.shape);
  if (classId !== undefined) [labels, outputs] = [oneClass(tf, labels, classId), oneClass(tf, outputs, classId)];
  const shape = outputs.shape;
  let counted: Tensor = tf.ones(shape);
  if (weights) counted = tf.mul(counted, alignedWeights(tf, weights, outputs.rank));
  if (labelWeights && !multiLabel) counted = tf.mul(counted, tf.tensor1d([...labelWeights]));
  const isTrue = tf.cast(tf.notEqual(labels, 0), 'float32');
  const columns = multiLabel ? (shape.at(-1) ?? 1) : 1;
  const flat = (x: Tensor) => tf.reshape(x, [-1, columns]);
  const positives = flat(tf.mul(isTrue, counted));
  const negatives = flat(tf.mul(tf.sub(1, isTrue), counted));
  const above = chosen(tf, flat(outputs), thresholds);
  const found = (of: Tensor) => squeezed(tf, tf.sum(tf.mul(above, tf.expandDims(of, 0)), 1), multiLabel);
  const all = (of: Tensor) => (multiLabel ? tf.sum(of, 0) : tf.sum(of));
  const [tp, fp] = [found(positives), found(negatives)];
  return [tp, fp, tf.sub(all(negatives), fp), tf.sub(all(positives), tp)];
}

/** Which outputs count as positive: [thresholds, numbers, columns] of 0 and 1. */
function chosen(tf: Tfjs, outputs: Tensor, { values, even, beyond }: Thresholds): Tensor {
  const column = (numbers: readonly number[]) => tf.tensor3d([...numbers], [numbers.length, 1, 1]);
  const spread = tf.expandDims(outputs, 0);
  if (!even) return tf.cast(tf.greater(spread, column(values)), 'float32');
  const bucket = tf.sub(tf.ceil(tf.mul(tf.clipByValue(spread, 0, 1), values.length - 1)), 1);
  return tf.cast(tf.greaterEqual(beyond ? tf.relu(bucket) : bucket, column([...values.keys()])), 'float32');
}

function squeezed(tf: Tfjs, counts: Tensor, multiLabel: boolean | undefined): Tensor {
  return multiLabel ? counts : tf.reshape(counts, [-1]);
}

function onlyTop(tf: Tfjs, output: Tensor, k: number): Tensor {
  const { indices } = tf.topk(output, k);
  const mask = tf.sum(tf.cast(tf.oneHot(tf.cast(indices, 'int32'), output.shape.at(-1) ?? 1), 'float32'), -2);
  return tf.add(tf.mul(output, mask), tf.mul(NOT_CHOSEN, tf.sub(1, mask)));
}

function oneClass(tf: Tfjs, x: Tensor, id: number): Tensor {
  const size = x.shape.at(-1) ?? 1;
  const at = id < 0 ? size + id : id;
  const begin = [...Array<number>(x.rank - 1).fill(0), at];
  return tf.slice(x, begin, [...x.shape.slice(0, -1), 1]);
}
