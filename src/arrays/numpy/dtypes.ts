import { NotKnown, type Scalar } from '../notKnown.js';

export type DType =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'float32'
  | 'float64'
  | 'str'
  | 'object';

export type Store =
  | Float64Array
  | Float32Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint32Array
  | Uint16Array
  | Uint8Array
  | Scalar[];

export type NumberStore = Exclude<Store, Scalar[]>;

/** What every store of numbers can do. */
export interface Numbers extends Iterable<number> {
  readonly length: number;
  [at: number]: number;
  subarray(from?: number, to?: number): Numbers;
  some(test: (value: number) => boolean): boolean;
  every(test: (value: number) => boolean): boolean;
  reduce<T>(next: (result: T, value: number) => T, start: T): T;
}

/** Whole numbers of 64 bits are held as doubles: exact up to 2^53. */
const stores: Readonly<Record<DType, (size: number) => Store>> = {
  bool: (size) => new Uint8Array(size),
  int8: (size) => new Int8Array(size),
  int16: (size) => new Int16Array(size),
  int32: (size) => new Int32Array(size),
  int64: (size) => new Float64Array(size),
  uint8: (size) => new Uint8Array(size),
  uint16: (size) => new Uint16Array(size),
  uint32: (size) => new Uint32Array(size),
  float32: (size) => new Float32Array(size),
  float64: (size) => new Float64Array(size),
  str: (size) => new Array<Scalar>(size).fill(''),
  object: (size) => new Array<Scalar>(size).fill(null),
};

export function newStore(dtype: DType, size: number): Store {
  return stores[dtype](size);
}

export const isFloat = (dtype: DType): boolean => dtype === 'float32' || dtype === 'float64';
export const isInteger = (dtype: DType): boolean => /^u?int/.test(dtype);
export const isText = (dtype: DType): dtype is 'str' | 'object' => dtype === 'str' || dtype === 'object';

const bits = (dtype: DType): number => Number(/\d+$/.exec(dtype)?.[0] ?? 8);

/** The type that holds both. */
export function promoted(a: DType, b: DType): DType {
  if (a === b) return a;
  if (isText(a) || isText(b)) return a === 'object' || b === 'object' ? 'object' : 'str';
  if (a === 'bool') return b;
  if (b === 'bool') return a;
  if (isFloat(a)) return withFloat(a, b);
  return isFloat(b) ? withFloat(b, a) : withInteger(a, b);
}

/** A float beside another number. */
function withFloat(float: DType, other: DType): DType {
  if (isFloat(other)) return 'float64';
  return float === 'float64' || bits(other) > 16 ? 'float64' : 'float32';
}

function withInteger(a: DType, b: DType): DType {
  const [unsigned, signed] = a.startsWith('u') ? [a, b] : [b, a];
  if (unsigned.startsWith('u') === signed.startsWith('u')) return bits(a) > bits(b) ? a : b;
  if (bits(signed) > bits(unsigned)) return signed;
  return bits(unsigned) >= 32 ? 'int64' : bits(unsigned) === 16 ? 'int32' : 'int16';
}

/** The type of an array's result with a number of Python's, which counts by its kind only. */
export function promotedWeakly(dtype: DType, value: Scalar): DType {
  if (typeof value === 'string' || value === null) return 'object';
  if (isText(dtype)) return dtype;
  if (typeof value === 'boolean') return dtype;
  if (isFloat(dtype)) return dtype;
  if (!Number.isInteger(value)) return bits(dtype) <= 16 && dtype !== 'bool' ? promoted('float32', dtype) : 'float64';
  if (dtype === 'bool') return 'int64';
  return fits(dtype, value) ? dtype : 'int64';
}

function fits(dtype: DType, value: number): boolean {
  if (dtype === 'int64') return true;
  const range = 2 ** bits(dtype);
  return dtype.startsWith('u') ? value >= 0 && value < range : value >= -range / 2 && value < range / 2;
}

const names: Readonly<Record<string, DType>> = {
  bool: 'bool',
  bool_: 'bool',
  boolean: 'bool',
  int: 'int64',
  int_: 'int64',
  integer: 'int64',
  long: 'int64',
  i4: 'int32',
  i8: 'int64',
  i: 'int32',
  int8: 'int8',
  int16: 'int16',
  int32: 'int32',
  int64: 'int64',
  uint: 'uint32',
  uint8: 'uint8',
  u1: 'uint8',
  uint16: 'uint16',
  uint32: 'uint32',
  float: 'float64',
  float_: 'float64',
  double: 'float64',
  f8: 'float64',
  f4: 'float32',
  f: 'float32',
  d: 'float64',
  float32: 'float32',
  float64: 'float64',
  single: 'float32',
  str: 'str',
  str_: 'str',
  object: 'object',
  object_: 'object',
  category: 'str',
};

/** A type by the name that a program gives for `dtype`. @throws {NotKnown} */
export function dtypeNamed(value: Scalar): DType {
  const last = typeof value === 'string' ? value.slice(value.lastIndexOf('.') + 1).replace(/^[<>=|]/, '') : '';
  const known = Object.hasOwn(names, last) ? names[last] : undefined;
  if (known) return known;
  throw new NotKnown(`the type ${last || 'given'} is not supported`);
}
