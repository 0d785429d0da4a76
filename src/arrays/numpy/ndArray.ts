import { checkedSize } from '../budget.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { type DType, type Numbers, newStore, type Store } from './dtypes.js';

export function rowStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] ?? 1;
  }
  return strides;
}

/** An array as NumPy has it: a view of a store that other arrays may share. */
export class NdArray {
  readonly size: number;

  constructor(
    readonly dtype: DType,
    readonly data: Store,
    readonly shape: readonly number[],
    readonly strides: readonly number[] = rowStrides(shape),
    readonly offset = 0,
  ) {
    this.size = shape.reduce((a, b) => a * b, 1);
  }

  get ndim(): number {
    return this.shape.length;
  }

  /** Whether its entries follow each other in its store, row by row. */
  get isContiguous(): boolean {
    let stride = 1;
    for (let axis = this.ndim - 1; axis >= 0; axis--) {
      const size = this.shape[axis] ?? 1;
      if (size !== 1 && this.strides[axis] !== stride) return false;
      stride *= size;
    }
    return true;
  }

  /** Its entries row by row: the store itself where it holds nothing else. Not to be written to. */
  dense(): Store {
    if (this.isContiguous) {
      if (this.offset === 0 && this.data.length === this.size) return this.data;
      return this.data.slice(this.offset, this.offset + this.size);
    }
    const out = newStore(this.dtype, checkedSize(this.shape));
    const places = placesOf(this);
    for (let i = 0; i < out.length; i++) out[i] = (this.data[places[i] ?? 0] ?? 0) as never;
    return out;
  }

  /** Its entries as numbers, row by row. @throws {NotKnown} where they are texts */
  numbers(): Numbers {
    const data = this.dense();
    if (!Array.isArray(data)) return data;
    return Float64Array.from(data, (value) => {
      if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
      if (value === null) return Number.NaN;
      throw new NotKnown(`text ("${value}") is not a number`);
    });
  }

  /** Its entries as values of Python, row by row. */
  scalars(): Scalar[] {
    if (this.size === 1) {
      const only = this.data[this.offset] ?? null;
      return [this.dtype === 'bool' && !Array.isArray(this.data) ? Boolean(only) : only];
    }
    const data = this.dense();
    if (Array.isArray(data)) return data;
    return this.dtype === 'bool' ? Array.from(data, Boolean) : Array.from(data);
  }

  copy(): NdArray {
    const data = this.dense();
    return new NdArray(this.dtype, data === this.data ? data.slice() : data, this.shape);
  }

  /** The same entries under another shape: a view where they follow each other. */
  withShape(shape: readonly number[]): NdArray {
    if (this.isContiguous) return new NdArray(this.dtype, this.data, shape, rowStrides(shape), this.offset);
    return new NdArray(this.dtype, this.dense(), shape);
  }

  /** One row of the first axis: a view. */
  row(at: number): NdArray {
    return new NdArray(
      this.dtype,
      this.data,
      this.shape.slice(1),
      this.strides.slice(1),
      this.offset + at * (this.strides[0] ?? 0),
    );
  }

  /** One column of a matrix: a view. */
  column(at: number): NdArray {
    const [rows = 0] = this.shape;
    const [down = 0, across = 0] = this.strides;
    return new NdArray(this.dtype, this.data, [rows], [down], this.offset + at * across);
  }

  astype(dtype: DType): NdArray {
    if (dtype === this.dtype) return this.copy();
    const data = this.dense();
    const out = newStore(dtype, data.length);
    const convert = converter(this.dtype, dtype);
    for (let i = 0; i < data.length; i++) out[i] = convert(data[i] ?? null) as never;
    return new NdArray(dtype, out, this.shape);
  }
}

function converter(from: DType, to: DType): (value: Scalar) => Scalar {
  if (to === 'object') return from === 'bool' ? Boolean : (value) => value;
  if (to === 'str') return (value) => textOf(value, from);
  if (to === 'bool') return (value) => Number(typeof value === 'string' ? value !== '' : Boolean(value ?? true));
  const whole = /^u?int/.test(to);
  return (value) => {
    const number = numberOf(value);
    if (!whole) return number;
    if (!Number.isFinite(number)) throw new NotKnown('NaN and infinity are not whole numbers');
    return Math.trunc(number);
  };
}

function numberOf(value: Scalar): number {
  if (typeof value === 'number') return value;
  if (value === null) return Number.NaN;
  if (typeof value === 'boolean') return Number(value);
  const text = value.trim();
  if (/^[+-]?nan$/i.test(text)) return Number.NaN;
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  const number = Number(text);
  if (text === '' || Number.isNaN(number)) throw new NotKnown(`text ("${value}") is not a number`);
  return number;
}

/** A value as Python writes it. */
function textOf(value: Scalar, dtype: DType = 'object'): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean' || dtype === 'bool') return value ? 'True' : 'False';
  if (typeof value === 'string') return value;
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return /^float/.test(dtype) && Number.isInteger(value) && Math.abs(value) < 1e16 ? `${value}.0` : String(value);
}

/** Where each entry stands in the store, row by row. */
export function placesOf({ shape, strides, offset }: Pick<NdArray, 'shape' | 'strides' | 'offset'>): Float64Array {
  const places = new Float64Array(checkedSize(shape));
  if (places.length === 0) return places;
  places[0] = offset;
  let filled = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] ?? 1;
    const stride = strides[axis] ?? 0;
    for (let i = 1; i < size; i++) {
      const [from, by] = [i * filled, i * stride];
      for (let k = 0; k < filled; k++) places[from + k] = (places[k] ?? 0) + by;
    }
    filled *= size;
  }
  return places;
}
