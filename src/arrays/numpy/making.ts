import { checkedSize } from '../budget.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { type DType, newStore } from './dtypes.js';
import { NdArray } from './ndArray.js';

export function filled(shape: readonly number[], value: Scalar, dtype: DType): NdArray {
  const data = newStore(dtype, checkedSize(shape));
  data.fill(value as never);
  return new NdArray(dtype, data, shape);
}

/** An array of floats from numbers that are its own. */
export function floats(data: Float64Array, shape: readonly number[] = [data.length]): NdArray {
  return new NdArray('float64', data, shape);
}

export function integers(values: ArrayLike<number>, shape: readonly number[] = [values.length]): NdArray {
  return new NdArray('int64', Float64Array.from(values), shape);
}

export function booleans(values: ArrayLike<number | boolean>, shape: readonly number[] = [values.length]): NdArray {
  return new NdArray('bool', Uint8Array.from(values, Number), shape);
}

/** Texts, or values of several kinds. */
export function objects(values: Scalar[], dtype: 'str' | 'object' = 'object'): NdArray {
  return new NdArray(dtype, values, [values.length]);
}

/** `np.arange`: its length is rounded up, each entry is `start + i * step`. */
export function arange(start: number, stop: number, step: number, dtype: DType): NdArray {
  if (step === 0) throw new NotKnown('a step of 0 is not allowed');
  const count = Math.max(0, Math.ceil((stop - start) / step));
  const data = newStore(dtype, checkedSize([count]));
  // NumPy computes the first two entries and goes on by their difference.
  const by = start + step - start;
  for (let i = 0; i < count; i++) data[i] = (start + i * by) as never;
  return new NdArray(dtype, data, [count]);
}

export function linspace(start: number, stop: number, count: number, endpoint: boolean): NdArray {
  const data = new Float64Array(checkedSize([count]));
  const parts = endpoint ? count - 1 : count;
  const step = parts > 0 ? (stop - start) / parts : Number.NaN;
  for (let i = 0; i < count; i++) data[i] = i * (parts > 0 ? step : 0) + start;
  if (endpoint && count > 1) data[count - 1] = stop;
  return floats(data);
}

export function eye(rows: number, columns: number, k: number, dtype: DType): NdArray {
  const array = filled([rows, columns], 0, dtype);
  for (let row = 0; row < rows; row++) {
    const column = row + k;
    if (column >= 0 && column < columns) array.data[row * columns + column] = 1 as never;
  }
  return array;
}
