import { STATISTICS, type Statistic } from '../../protocol/statistics.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** Smallest and largest normal float32: beyond them a scale would turn zeros and infinities into NaN. */
const SMALLEST = 1.1754944e-38;
const LARGEST = 3.4028235e38;

/** Gradients, and weights before and after the update, of k variables of one shape, each as [k, rows, columns]. */
export interface GroupTensors {
  readonly gradients: Tensor;
  /** The gradients before these, NaN where a variable had none; null where none of them had. */
  readonly last: Tensor | null;
  readonly before: Tensor;
  readonly after: Tensor;
}

/**
 * The statistics of protocol/statistics.ts for k variables at once, as [k, STATISTIC_COUNT]: dispatch, not arithmetic, is what
 * small nets pay for, so variables of one shape share their operations. Call it inside `tf.tidy`.
 */
export function groupStatistics(tf: Tfjs, { gradients, last, before, after }: GroupTensors): Tensor {
  const [count = 0, rows = 1, columns = 1] = gradients.shape;
  const elements = rows * columns;
  const sum = sumOfEach(tf);

  const all = tf.concat([gradients, after, tf.sub(after, before), ...(last ? [last] : [])], 0);
  const { scaled, scales, scaledNorms } = byLargest(tf, all);
  const norms = tf.mul(scaledNorms, scales);

  const scaledPart = (index: number) => tf.slice(scaled, [index * count, 0, 0], [count, rows, columns]);
  const own = scaledPart(0);
  const ownScale = tf.slice(scales, [0], [count]);
  const mean = tf.div(sum(own), elements);
  const centered = tf.sub(own, tf.reshape(mean, [count, 1, 1]));
  const part = (index: number) => tf.slice(norms, [index * count], [count]);
  const cosine = () => {
    const lengths = [0, 3].map((index) => tf.slice(scaledNorms, [index * count], [count])) as [Tensor, Tensor];
    return tf.div(sum(tf.mul(own, scaledPart(3))), tf.mul(...lengths));
  };
  const share = (values: Tensor) => sum(tf.cast(values, 'float32'));

  const figures: Record<Statistic, Tensor> = {
    gradNorm: part(0),
    gradMeanAbs: tf.mul(tf.div(sum(tf.abs(own)), elements), ownScale),
    gradMean: tf.mul(mean, ownScale),
    gradStd: tf.mul(tf.sqrt(tf.div(sum(tf.square(centered)), elements)), ownScale),
    gradMin: tf.min(gradients, [1, 2]),
    gradMax: tf.max(gradients, [1, 2]),
    gradZeros: tf.div(share(tf.equal(gradients, 0)), elements),
    gradCosine: last ? cosine() : tf.fill([count], Number.NaN),
    gradNaNs: share(tf.isNaN(gradients)),
    gradInfs: share(tf.isInf(gradients)),
    weightNorm: part(1),
    updateNorm: part(2),
  };
  return tf.stack(
    STATISTICS.map((name) => figures[name]),
    1,
  );
}

/** The L2 norms of [k, rows, columns], as [k]; right for elements whose squares are 0 or infinite in float32, too. */
export function scaledNorm(tf: Tfjs, values: Tensor): Tensor {
  const { scales, scaledNorms } = byLargest(tf, values);
  return tf.mul(scaledNorms, scales);
}

/** Elements are divided by the largest before they are squared: in float32 the square of 1e-25 is zero. */
function byLargest(tf: Tfjs, values: Tensor): Readonly<Record<'scaled' | 'scales' | 'scaledNorms', Tensor>> {
  const scale = tf.clipByValue(tf.max(tf.abs(values), [1, 2], true), SMALLEST, LARGEST);
  const scaled = tf.div(values, scale);
  return { scaled, scales: tf.reshape(scale, [-1]), scaledNorms: tf.sqrt(sumOfEach(tf)(tf.square(scaled))) };
}

/**
 * Sums [k, rows, columns] to [k]. The WASM kernel adds one element after the other, which loses four digits over a million
 * of them; adding rows first keeps the error near float32's own.
 */
export function sumOfEach(tf: Tfjs): (values: Tensor) => Tensor {
  if (tf.getBackend() === 'wasm') return (values) => tf.sum(tf.sum(values, 2), 1);
  return (values) => tf.sum(values, [1, 2]);
}
