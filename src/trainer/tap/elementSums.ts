import type { Statistic } from '../../protocol/statistics.js';

/** What the statistics of a variable are made of, over its elements. Double precision holds every float32's square. */
export interface ElementSums {
  readonly size: number;
  readonly sum: number;
  readonly squares: number;
  readonly absolutes: number;
  readonly min: number;
  readonly max: number;
  readonly nonZeros: number;
  readonly nans: number;
  readonly infs: number;
  /** Squares of the weights after the update, and of what it changed. */
  readonly weights: number;
  readonly updates: number;
  /** Of the gradient's elements with those of the last one. */
  readonly products: number;
}

/** @param lastNorm L2 norm of the last gradient; NaN where there was none */
export function statisticsOfSums(sums: ElementSums, lastNorm: number): Record<Statistic, number> {
  const { size } = sums;
  const mean = sums.sum / size;
  const norm = Math.sqrt(sums.squares);
  return {
    gradNorm: norm,
    gradMeanAbs: sums.absolutes / size,
    gradMean: mean,
    gradStd: size === 1 ? Math.abs(0 * mean) : Math.sqrt(Math.max(0, sums.squares / size - mean * mean)),
    gradMin: sums.min,
    gradMax: sums.max,
    weightNorm: Math.sqrt(sums.weights),
    updateNorm: Math.sqrt(sums.updates),
    gradCosine: sums.products / (norm * lastNorm),
    gradZeros: (size - sums.nonZeros) / size,
    gradNaNs: sums.nans,
    gradInfs: sums.infs,
  };
}

// Short loops over typed arrays, as this is done for every batch.

/** Of a gradient's elements. */
export function sumsOfGradients(gradients: Float32Array): Omit<ElementSums, 'weights' | 'updates' | 'products'> {
  const size = gradients.length;
  let [sum, squares, absolutes, nonZeros] = [0, 0, 0, 0];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < size; index++) {
    const gradient = gradients[index] as number;
    sum += gradient;
    squares += gradient * gradient;
    absolutes += Math.abs(gradient);
    if (gradient !== 0) nonZeros++;
    min = Math.min(min, gradient);
    max = Math.max(max, gradient);
  }
  const broken = Number.isFinite(squares) ? { nans: 0, infs: 0 } : brokenIn(gradients);
  return { size, sum, squares, absolutes, min, max, nonZeros, ...broken };
}

/** Of weights before and after an update. */
export function sumsOfWeights(before: Float32Array, after: Float32Array): Pick<ElementSums, 'weights' | 'updates'> {
  let [weights, updates] = [0, 0];
  for (let index = 0; index < after.length; index++) {
    const weight = after[index] as number;
    const update = weight - (before[index] as number);
    weights += weight * weight;
    updates += update * update;
  }
  return { weights, updates };
}

/** Of a gradient with the last one; NaN without that. */
export function sumOfProducts(gradients: Float32Array, last: Float32Array | undefined): number {
  if (!last) return Number.NaN;
  let products = 0;
  for (let index = 0; index < gradients.length; index++) {
    products += (gradients[index] as number) * (last[index] as number);
  }
  return products;
}

function brokenIn(values: Float32Array): Pick<ElementSums, 'nans' | 'infs'> {
  let [nans, infs] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) nans++;
    else if (!Number.isFinite(value)) infs++;
  }
  return { nans, infs };
}
