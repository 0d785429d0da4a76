import type { Given } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { isText } from '../numpy/dtypes.js';
import type { NdArray } from '../numpy/ndArray.js';
import { quantile } from '../numpy/sorting.js';
import { isMissing } from './missing.js';

type Reduce = (numbers: Float64Array, given: Given) => number;

const total: Reduce = (numbers) => numbers.reduce((a, b) => a + b, 0);

const average: Reduce = (numbers, given) => total(numbers, given) / numbers.length;

const variance: Reduce = (numbers, given) => {
  const center = average(numbers, given);
  return numbers.reduce((sum, value) => sum + (value - center) ** 2, 0) / (numbers.length - given.number('ddof', 1));
};

/** Statistics of a column; what is missing is left out. */
export const reductions: Readonly<Record<string, Reduce>> = {
  sum: total,
  mean: average,
  var: variance,
  std: (numbers, given) => Math.sqrt(variance(numbers, given)),
  min: (numbers) => numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  max: (numbers) => numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  median: (numbers) => quantile(numbers.toSorted(), 0.5),
  prod: (numbers) => numbers.reduce((a, b) => a * b, 1),
  count: (numbers) => numbers.length,
  quantile: (numbers, given) => quantile(numbers.toSorted(), given.number('q', 0.5)),
  idxmax: (numbers) => numbers.indexOf(numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)),
};

export function isReduction(name: string): boolean {
  return Object.hasOwn(reductions, name) && name !== 'idxmax';
}

export function reduceColumn(values: NdArray, name: string, given: Given): Scalar {
  if (isText(values.dtype) && values.scalars().some((value) => typeof value === 'string')) {
    if (name === 'count') return values.scalars().filter((value) => !isMissing(value)).length;
    throw new NotKnown(`${name} of text is not supported`);
  }
  const numbers = Float64Array.from(values.numbers()).filter((value) => !Number.isNaN(value));
  if (numbers.length === 0 && /max|min|idx/.test(name)) return Number.NaN;
  return reductions[name]?.(numbers, given) ?? Number.NaN;
}
