import { NotKnown, type Scalar } from '../notKnown.js';
import { isFloat } from './dtypes.js';
import { mapNumbers } from './elementwise.js';
import type { NdArray } from './ndArray.js';
import { operate } from './operators.js';
import { type Along, countAlong, reduce, sums } from './reductions.js';
import { quantile } from './sorting.js';

const floating = (array: NdArray) => (isFloat(array.dtype) ? array : array.astype('float64'));

export function mean(array: NdArray, along: Along): NdArray | Scalar {
  return operateAny('/', sums(floating(array), along), countAlong(array, along));
}

export function variance(array: NdArray, along: Along, ddof: number): NdArray | Scalar {
  const values = floating(array);
  const center = mean(values, { ...along, keepDims: true });
  const apart = operate('-', values, center);
  const count = Math.max(countAlong(array, along) - ddof, 0);
  return operateAny('/', sums(operate('*', apart, apart), along), count);
}

export function deviation(array: NdArray, along: Along, ddof: number): NdArray | Scalar {
  const squares = variance(array, along, ddof);
  return typeof squares === 'number' ? Math.sqrt(squares) : mapNumbers(squares as NdArray, Math.sqrt, 'same');
}

export function percentile(array: NdArray, along: Along, share: number): NdArray | Scalar {
  const dtype = array.dtype === 'float32' ? 'float32' : 'float64';
  return reduce(array, along, dtype, (entries) => quantile(Float64Array.from(entries).sort(), share));
}

function operateAny(operator: '/', left: NdArray | Scalar, right: number): NdArray | Scalar {
  if (typeof left === 'number') return left / right;
  if (left === null || typeof left !== 'object')
    throw new NotKnown('the mean of something other than numbers is not supported');
  return operate(operator, left, right);
}
