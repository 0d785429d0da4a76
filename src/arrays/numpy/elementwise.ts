import { NotKnown } from '../notKnown.js';
import { isFloat, isText, type NumberStore, newStore } from './dtypes.js';
import { NdArray } from './ndArray.js';

/** Rounds halves to the even neighbor, as NumPy does. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

export function roundTo(value: number, digits: number): number {
  if (digits === 0) return roundHalfEven(value);
  const scale = 10 ** Math.abs(digits);
  return digits > 0 ? roundHalfEven(value * scale) / scale : roundHalfEven(value / scale) * scale;
}

/** Functions whose result is a float. */
export const toFloats: Readonly<Record<string, (value: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  log2: Math.log2,
  log10: Math.log10,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  deg2rad: (value) => value * (Math.PI / 180),
  radians: (value) => value * (Math.PI / 180),
  rad2deg: (value) => value * (180 / Math.PI),
  degrees: (value) => value * (180 / Math.PI),
  reciprocal: (value) => 1 / value,
};

/** Functions whose result has the type of what it is made of. */
export const likeInput: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  absolute: Math.abs,
  fabs: Math.abs,
  negative: (value) => -value,
  square: (value) => value * value,
  sign: (value) => Math.sign(value),
};

/** Functions that make whole numbers of floats, and keep their type. */
export const toWhole: Readonly<Record<string, (value: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  fix: Math.trunc,
  rint: roundHalfEven,
};

export const tests: Readonly<Record<string, (value: number) => boolean>> = {
  isnan: Number.isNaN,
  isinf: (value) => Math.abs(value) === Number.POSITIVE_INFINITY,
  isfinite: Number.isFinite,
  logical_not: (value) => value === 0,
};

/** A function of one number on every entry. */
export function mapNumbers(
  array: NdArray,
  compute: (value: number) => number,
  result: 'float' | 'same' | 'bool',
): NdArray {
  if (isText(array.dtype) && array.dtype === 'str') throw new NotKnown('a function of numbers does not take text');
  const data = array.numbers();
  const own = isText(array.dtype) ? 'float64' : array.dtype;
  const dtype =
    result === 'bool' ? 'bool' : result === 'float' && !isFloat(own) ? 'float64' : own === 'bool' ? 'int64' : own;
  const out = newStore(dtype, data.length) as NumberStore;
  for (let i = 0; i < out.length; i++) out[i] = compute(data[i] ?? 0);
  return new NdArray(dtype, out, array.shape);
}

export function where(condition: NdArray, yes: NdArray, no: NdArray, dtype: NdArray['dtype']): NdArray {
  const [c, a, b] = [condition.numbers(), yes.scalars(), no.scalars()];
  const out = newStore(dtype, c.length);
  for (let i = 0; i < c.length; i++) out[i] = (c[i] ? a[i] : b[i]) as never;
  return new NdArray(dtype, out, condition.shape);
}
