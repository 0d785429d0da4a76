import { NotKnown, type Scalar } from '../notKnown.js';
import { newStore } from './dtypes.js';
import { integers } from './making.js';
import { NdArray } from './ndArray.js';
import { axisOf, moveAxis } from './shaping.js';

/** Order of two values of one kind; NaN stands last. */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' || typeof b === 'string') throw new NotKnown('text and numbers have no order');
  const [x, y] = [Number(a ?? Number.NaN), Number(b ?? Number.NaN)];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
  return x - y || 0;
}

/** Places of the entries in ascending order; equal entries stay in their order. */
export function argsortScalars(values: readonly Scalar[]): number[] {
  return values.map((_, i) => i).sort((a, b) => compareScalars(values[a] ?? null, values[b] ?? null));
}

/** Something done to each row of an axis. */
export function alongAxis(
  array: NdArray,
  axis: number,
  dtype: NdArray['dtype'],
  change: (row: Scalar[]) => readonly Scalar[],
): NdArray {
  const at = axisOf(axis, array.ndim);
  const last = moveAxis(array, at, array.ndim - 1);
  const width = array.shape[at] ?? 0;
  const data = last.scalars();
  const out = newStore(dtype, data.length);
  for (let from = 0; from < data.length; from += width) {
    const row = change(data.slice(from, from + width));
    for (let i = 0; i < width; i++) out[from + i] = row[i] as never;
  }
  return moveAxis(new NdArray(dtype, out, last.shape), array.ndim - 1, at);
}

export function sort(array: NdArray, axis: number): NdArray {
  return alongAxis(array, axis, array.dtype, (row) => row.sort(compareScalars));
}

export function argsort(array: NdArray, axis: number): NdArray {
  return alongAxis(array, axis, 'int64', argsortScalars);
}

export interface Unique {
  readonly values: NdArray;
  readonly counts: NdArray;
  /** Where each value stands first. */
  readonly first: NdArray;
  /** For each entry the place of its value. */
  readonly inverse: NdArray;
}

/** Values of an array in ascending order, each once; NaN once. */
export function unique(array: NdArray): Unique {
  const data = array.scalars();
  const order = argsortScalars(data);
  const values: Scalar[] = [];
  const counts: number[] = [];
  const first: number[] = [];
  const inverse = new Float64Array(data.length);
  for (const place of order) {
    const value = data[place] ?? null;
    if (values.length === 0 || compareScalars(values.at(-1) ?? null, value) !== 0) {
      values.push(value);
      counts.push(0);
      first.push(place);
    }
    counts[values.length - 1] = (counts.at(-1) ?? 0) + 1;
    inverse[place] = values.length - 1;
  }
  const out = newStore(array.dtype, values.length);
  for (let i = 0; i < values.length; i++) out[i] = values[i] as never;
  return {
    values: new NdArray(array.dtype, out, [values.length]),
    counts: integers(counts),
    first: integers(first),
    inverse: integers(inverse),
  };
}

/** `np.percentile` by straight lines between neighbors; `share` from 0 to 1. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const last = sorted.length - 1;
  if (last < 0 || Number.isNaN(sorted[last] ?? 0)) return Number.NaN;
  const at = last * share;
  const low = Math.floor(at);
  const t = at - low;
  const [a, b] = [sorted[low] ?? 0, sorted[Math.min(low + 1, last)] ?? 0];
  const step = b - a;
  return t >= 0.5 ? b - step * (1 - t) : a + step * t;
}
