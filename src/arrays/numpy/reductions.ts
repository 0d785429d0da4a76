import { checkedSize } from '../budget.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { type DType, isFloat, isText, type NumberStore, type Numbers, newStore } from './dtypes.js';
import { NdArray } from './ndArray.js';
import { axisOf, transpose } from './shaping.js';

export interface Along {
  /** Null for all entries together. */
  readonly axes: readonly number[] | null;
  readonly keepDims: boolean;
}

/** NumPy's order of adding: eight sums side by side, halves beyond 128 entries. */
function pairwiseSum(data: ArrayLike<number>, from: number, count: number, round: (value: number) => number): number {
  if (count < 8) {
    let sum = count > 0 ? (data[from] ?? 0) : 0;
    for (let i = 1; i < count; i++) sum = round(sum + (data[from + i] ?? 0));
    return sum;
  }
  if (count > 128) {
    const half = Math.floor(count / 2);
    const first = half - (half % 8);
    return round(pairwiseSum(data, from, first, round) + pairwiseSum(data, from + first, count - first, round));
  }
  const sums = Array.from({ length: 8 }, (_, i) => data[from + i] ?? 0);
  let i = 8;
  for (; i < count - (count % 8); i += 8)
    for (let k = 0; k < 8; k++) sums[k] = round((sums[k] ?? 0) + (data[from + i + k] ?? 0));
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = sums;
  let sum = round(round(round(a + b) + round(c + d)) + round(round(e + f) + round(g + h)));
  for (; i < count; i++) sum = round(sum + (data[from + i] ?? 0));
  return sum;
}

const exact = (value: number) => value;

/** The axes that stay, then those that go; shapes with and without them. */
function arranged(array: NdArray, { axes, keepDims }: Along) {
  const gone = axes ? axes.map((axis) => axisOf(axis, array.ndim)) : array.shape.map((_, axis) => axis);
  const kept = array.shape.flatMap((_, axis) => (gone.includes(axis) ? [] : [axis]));
  const shape = keepDims
    ? array.shape.map((size, axis) => (gone.includes(axis) ? 1 : size))
    : kept.map((axis) => array.shape[axis] ?? 0);
  const groups = kept.reduce((count, axis) => count * (array.shape[axis] ?? 0), 1);
  const each = gone.reduce((count, axis) => count * (array.shape[axis] ?? 0), 1);
  const isLast = gone.every((axis) => axis >= kept.length);
  const rows = isLast ? array : transpose(array, [...kept, ...gone.toSorted((a, b) => a - b)]);
  return { shape, groups, each, isLast, rows };
}

/** One number for each group of entries along axes; a scalar where nothing of the shape is left. */
export function reduce(
  array: NdArray,
  along: Along,
  dtype: DType,
  compute: (entries: Numbers) => number,
): NdArray | Scalar {
  const { shape, groups, each, rows } = arranged(array, along);
  const data = rows.numbers();
  const out = newStore(dtype, checkedSize([groups])) as NumberStore;
  for (let i = 0; i < groups; i++) out[i] = compute(data.subarray(i * each, (i + 1) * each));
  return unwrapped(new NdArray(dtype, out, shape));
}

export function unwrapped(array: NdArray): NdArray | Scalar {
  return array.ndim === 0 ? (array.scalars()[0] ?? null) : array;
}

/** Sums in NumPy's order: pairwise where the last axis goes, row after row where an axis before it does. */
export function sums(array: NdArray, along: Along): NdArray | Scalar {
  const isWhole = !isFloat(array.dtype);
  if (isText(array.dtype)) throw new NotKnown('the sum of texts is not supported');
  const dtype = isWhole ? 'int64' : array.dtype;
  const round = dtype === 'float32' ? Math.fround : exact;
  const { shape, groups, each, isLast, rows } = arranged(array, along);
  const data = rows.numbers();
  const out = newStore(dtype, checkedSize([groups])) as NumberStore;
  for (let i = 0; i < groups; i++) {
    if (isLast) out[i] = pairwiseSum(data, i * each, each, round);
    else {
      let sum = data[i * each] ?? 0;
      for (let k = 1; k < each; k++) sum = round(sum + (data[i * each + k] ?? 0));
      out[i] = each === 0 ? 0 : sum;
    }
  }
  return unwrapped(new NdArray(dtype, out, shape));
}

export function countAlong(array: NdArray, { axes }: Along): number {
  return axes ? axes.reduce((count, axis) => count * (array.shape[axisOf(axis, array.ndim)] ?? 0), 1) : array.size;
}

export function extreme(which: 'max' | 'min') {
  const sign = which === 'max' ? 1 : -1;
  return (array: NdArray, along: Along): NdArray | Scalar => {
    if (isText(array.dtype)) return extremeText(array, along, sign);
    return reduce(array, along, array.dtype, (entries) => {
      if (entries.length === 0) throw new NotKnown(`an array without entries has no ${which}`);
      let best = entries[0] ?? 0;
      for (let i = 1; i < entries.length; i++) {
        const entry = entries[i] ?? 0;
        if (Number.isNaN(entry)) return Number.NaN;
        if ((entry - best) * sign > 0) best = entry;
      }
      return best;
    });
  };
}

function extremeText(array: NdArray, { axes }: Along, sign: number): Scalar {
  if (axes && array.ndim > 1) throw new NotKnown('the largest of texts along an axis is not supported');
  const sorted = array.scalars().map((value) => {
    if (typeof value === 'string') return value;
    throw new NotKnown('texts and other values have no order');
  });
  sorted.sort((a, b) => (a < b ? -sign : a > b ? sign : 0));
  return sorted.at(-1) ?? null;
}
