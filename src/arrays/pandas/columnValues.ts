import { NotKnown, type Scalar } from '../notKnown.js';
import { dtypeOf } from '../numpy/dtypeOf.js';
import { isText } from '../numpy/dtypes.js';
import { mapNumbers, toFloats } from '../numpy/elementwise.js';
import { booleans, floats, objects } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { arrayOf, asArray } from '../numpy/nested.js';
import { argsortScalars } from '../numpy/sorting.js';
import { type Arg, Callable, isMap, isScalar, Name } from '../values.js';
import { isMissing } from './missing.js';
import { Series } from './tables.js';

/** What values become under a function or a dict. */
export function mappedBy(values: NdArray, by: Arg): NdArray {
  const scalars = values.scalars();
  if (isMap(by)) {
    return inferred(
      scalars.map((value) => scalarOf(by.get(value) ?? by.get(typeof value === 'boolean' ? Number(value) : value))),
    );
  }
  if (by instanceof Series)
    return inferred(scalars.map((value) => by.values.scalars()[by.index.placesOf(value)[0] ?? -1] ?? null));
  if (!(by instanceof Callable)) throw new NotKnown('mapping by this is not supported');
  if (by instanceof Name && /^(?:int|float|str|bool|numpy\.\w+)$/.test(by.path)) {
    const name = by.path.slice(by.path.lastIndexOf('.') + 1);
    const compute = Object.hasOwn(toFloats, name) ? toFloats[name] : undefined;
    return compute ? mapNumbers(values, compute, 'float') : values.astype(dtypeOf(by));
  }
  return inferred(scalars.map((value) => scalarOf(by.run(value))));
}

function scalarOf(value: Arg | undefined): Scalar {
  if (value === undefined) return null;
  if (isScalar(value)) return value;
  throw new NotKnown('a function that gives no single value is not supported');
}

/** Values as a column: missing ones make numbers floats. */
export function inferred(values: readonly Scalar[]): NdArray {
  const hasGap = values.includes(null);
  if (!hasGap) return arrayOf(values);
  const isNumeric = values.every((value) => value === null || typeof value === 'number');
  return isNumeric ? floats(Float64Array.from(values, (value) => value ?? Number.NaN)) : objects([...values]);
}

export function distinct(values: NdArray): NdArray {
  const kept = [...new Set(values.scalars())];
  return arrayOf(kept, kept.includes(null) ? 'object' : values.dtype);
}

export function sortedRows(values: NdArray, ascending: boolean): number[] {
  const scalars = values.scalars();
  const present = scalars.flatMap((value, i) => (isMissing(value) ? [] : [i]));
  const missing = scalars.flatMap((value, i) => (isMissing(value) ? [i] : []));
  const order = argsortScalars(present.map((i) => scalars[i] ?? null)).map((i) => present[i] ?? 0);
  if (!ascending) {
    const down = argsortScalars(present.map((i) => scalars[i] ?? null).reverse()).map(
      (i) => present[present.length - 1 - i] ?? 0,
    );
    return [...down.reverse(), ...missing];
  }
  return [...order, ...missing];
}

export const range = (length: number) => Array.from({ length }, (_, i) => i);

export function shifted(values: NdArray, periods: number): NdArray {
  const scalars = values.scalars();
  const moved = scalars.map((_, i) => scalars[i - periods] ?? null);
  return isText(values.dtype)
    ? objects(moved)
    : floats(Float64Array.from(moved, (value) => (value === null ? Number.NaN : Number(value))));
}

export function inside(values: NdArray, wanted: Arg): NdArray {
  const set = new Set(asArray(wanted).scalars());
  return booleans(values.scalars().map((value) => set.has(value)));
}

export function carried(values: NdArray, step: 1 | -1): NdArray {
  const scalars = [...values.scalars()];
  const from = step > 0 ? 0 : scalars.length - 1;
  for (let i = from, last: Scalar = null; i >= 0 && i < scalars.length; i += step) {
    if (isMissing(scalars[i] ?? null)) {
      if (last !== null) scalars[i] = last;
    } else last = scalars[i] ?? null;
  }
  return arrayOf(scalars, values.dtype);
}

export function fillMissing(values: NdArray, value: Scalar): NdArray {
  const scalars = values.scalars();
  if (!scalars.some(isMissing)) return values;
  const out = scalars.map((each) => (isMissing(each) ? value : each));
  return isText(values.dtype) || typeof value === 'string' ? objects(out) : arrayOf(out, values.dtype);
}

/** A column of another type; a category keeps its values. */
export function retyped(values: NdArray, type: Arg): NdArray {
  if (type === 'category') return isText(values.dtype) ? values : values.astype('object');
  const dtype = dtypeOf(type);
  if (dtype === 'str' && isText(values.dtype)) return values;
  return values.astype(dtype);
}
