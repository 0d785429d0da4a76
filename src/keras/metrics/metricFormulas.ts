import type { Tensor, Tfjs } from '../../trainer/tfjs/tfjs.js';
import {
  absoluteError,
  categoricalHinge,
  cosine,
  divergence,
  hinge,
  type LossFormula,
  logarithmicError,
  logCosh,
  percentageError,
  poisson,
  squaredError,
  squaredHinge,
} from '../losses/lossFormulas.js';

const EPSILON = 1e-7;

const binaryAccuracy: LossFormula = (tf, target, output) =>
  tf.mean(tf.cast(tf.equal(target, tf.cast(tf.greater(output, 0.5), 'float32')), 'float32'), -1);

const categoricalAccuracy: LossFormula = (tf, target, output) =>
  tf.cast(tf.equal(tf.argMax(target, -1), tf.argMax(output, -1)), 'float32');

const sparseAccuracy: LossFormula = (tf, target, output) => {
  const best = tf.argMax(output, -1);
  return tf.cast(tf.equal(tf.cast(tf.reshape(target, best.shape), 'int32'), best), 'float32');
};

/** Share of what is hit in what `of` counts, over the batch. */
function share(tf: Tfjs, target: Tensor, output: Tensor, of: Tensor): Tensor {
  const hits = tf.sum(tf.mul(target, chosen(tf, output)));
  return tf.div(hits, tf.add(tf.sum(of), EPSILON));
}

function chosen(tf: Tfjs, output: Tensor): Tensor {
  return tf.cast(tf.greater(output, 0.5), 'float32');
}

const precision: LossFormula = (tf, target, output) => share(tf, target, output, chosen(tf, output));
const recall: LossFormula = (tf, target, output) => share(tf, target, output, target);

const rootError: LossFormula = (tf, target, output) => tf.sqrt(tf.mean(tf.square(tf.sub(output, target))));

const r2: LossFormula = (tf, target, output) => {
  const left = tf.sum(tf.square(tf.sub(target, output)));
  return tf.sub(1, tf.div(left, tf.add(tf.sum(tf.square(tf.sub(target, tf.mean(target)))), EPSILON)));
};

const categoricalCrossentropy: LossFormula = (tf, target, output) =>
  tf.neg(tf.sum(tf.mul(target, tf.log(tf.clipByValue(output, EPSILON, 1 - EPSILON))), -1));

const binaryCrossentropy: LossFormula = (tf, target, output) => {
  const p = tf.clipByValue(output, EPSILON, 1 - EPSILON);
  return tf.neg(tf.mean(tf.add(tf.mul(target, tf.log(p)), tf.mul(tf.sub(1, target), tf.log(tf.sub(1, p)))), -1));
};

const inTopFive: LossFormula = (tf, target, output) => inTop(tf, tf.argMax(target, -1) as Tensor, output);
const sparseInTopFive: LossFormula = (tf, target, output) =>
  inTop(tf, tf.cast(tf.reshape(target, output.shape.slice(0, -1)), 'int32'), output);

/** Whether fewer than five classes have more than the right one. */
function inTop(tf: Tfjs, ids: Tensor, output: Tensor): Tensor {
  const right = tf.sum(
    tf.mul(output, tf.cast(tf.oneHot(tf.cast(ids, 'int32'), output.shape.at(-1) ?? 1), 'float32')),
    -1,
    true,
  );
  return tf.cast(tf.less(tf.sum(tf.cast(tf.greater(output, right), 'float32'), -1), 5), 'float32');
}

/** By plain name; what Keras counts over an epoch is here the mean over its batches. */
export const metricFormulas: Readonly<Record<string, LossFormula>> = {
  binaryaccuracy: binaryAccuracy,
  categoricalaccuracy: categoricalAccuracy,
  sparsecategoricalaccuracy: sparseAccuracy,
  topkcategoricalaccuracy: inTopFive,
  sparsetopkcategoricalaccuracy: sparseInTopFive,
  precision,
  recall,
  mse: squaredError,
  meansquarederror: squaredError,
  mae: absoluteError,
  meanabsoluteerror: absoluteError,
  mape: percentageError,
  meanabsolutepercentageerror: percentageError,
  msle: logarithmicError,
  meansquaredlogarithmicerror: logarithmicError,
  rootmeansquarederror: rootError,
  r2score: r2,
  cosine,
  cosineproximity: cosine,
  // As a metric Keras 2 gives the cosine itself.
  cosinesimilarity: (tf, target, output) => tf.neg(cosine(tf, target, output)),
  hinge,
  squaredhinge: squaredHinge,
  categoricalhinge: categoricalHinge,
  logcosh: logCosh,
  logcosherror: logCosh,
  kld: divergence,
  kldivergence: divergence,
  kullbackleiblerdivergence: divergence,
  poisson,
  categoricalcrossentropy: categoricalCrossentropy,
  binarycrossentropy: binaryCrossentropy,
  crossentropy: categoricalCrossentropy,
};
