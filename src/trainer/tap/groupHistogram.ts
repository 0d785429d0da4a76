import { BINS_PER_DECADE, HISTOGRAM_BINS, SMALLEST_EXPONENT } from '../../protocol/histogramBins.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

const BINS_PER_SIGN = (HISTOGRAM_BINS - 1) / 2;

/**
 * Bin of each gradient element, as int32 of the same shape [k, rows, columns]; NaN gets HISTOGRAM_BINS, one past the last bin.
 * Call it inside `tf.tidy`.
 */
export function histogramBins(tf: Tfjs, gradients: Tensor): Tensor {
  const exponent = tf.div(tf.log(tf.abs(gradients)), Math.LN10);
  const fromSmallest = tf.floor(tf.mul(tf.sub(exponent, SMALLEST_EXPONENT), BINS_PER_DECADE));
  const distance = tf.add(tf.clipByValue(fromSmallest, -1, BINS_PER_SIGN - 1), 1);
  // Not tf.sign, which on WASM is 0 for anything below 1e-7.
  const signed = tf.where(tf.greater(gradients, 0), distance, tf.neg(distance));
  const bin = tf.add(signed, BINS_PER_SIGN);
  return tf.cast(tf.where(tf.isNaN(gradients), tf.fill(gradients.shape, HISTOGRAM_BINS), bin), 'int32');
}

/**
 * Counts the bins of many variables in one operation.
 * @param bins for each group of variables what `histogramBins` gave, [k, rows, columns]
 * @returns variables x HISTOGRAM_BINS counts as float32 [n], the variables in the order of the groups
 */
export function countBins(tf: Tfjs, bins: readonly Tensor[]): Tensor {
  const width = HISTOGRAM_BINS + 1;
  let variables = 0;
  const shifted = bins.map((group) => {
    const [count = 0] = group.shape;
    const offsets = tf.tensor3d(
      Array.from({ length: count }, (_, index) => (variables + index) * width),
      [count, 1, 1],
      'int32',
    );
    variables += count;
    return tf.reshape(tf.add(group, offsets), [-1]);
  });
  const counts = tf.bincount(tf.concat(shifted) as never, tf.tensor1d([]), variables * width);
  const withoutNaN = tf.slice(tf.reshape(counts, [variables, width]), [0, 0], [variables, HISTOGRAM_BINS]);
  return tf.cast(tf.reshape(withoutNaN, [-1]), 'float32');
}
