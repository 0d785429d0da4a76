import { NotKnown, type Scalar } from '../notKnown.js';
import { isText } from '../numpy/dtypes.js';
import { objects } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { arrayOf, asArray } from '../numpy/nested.js';
import { type Arg, isList, isMap, isScalar } from '../values.js';

export function isMissing(value: Scalar): boolean {
  return value === null || (typeof value === 'number' && Number.isNaN(value));
}

/** Rows in which nothing is missing, or not everything. */
export function withoutMissing(columns: readonly NdArray[], how: 'any' | 'all' = 'any'): number[] {
  const all = columns.map((values) => values.scalars());
  const count = columns[0]?.size ?? 0;
  return Array.from({ length: count }, (_, row) => row).filter((row) => {
    const isGap = (values: readonly Scalar[]) => isMissing(values[row] ?? null);
    return how === 'any' ? !all.some(isGap) : !all.every(isGap);
  });
}

/** What each value becomes. */
function replacements(from: Arg, to: Arg | undefined): Map<Scalar, Scalar> {
  if (isMap(from)) return new Map([...from].map(([key, value]) => [key, scalar(value)]));
  const keys = isScalar(from) ? [from] : asArray(from).scalars();
  if (to === undefined) throw new NotKnown('replace without a value is not supported');
  const values = isList(to) ? to.map(scalar) : null;
  return new Map(keys.map((key, i) => [key, values ? (values[i] ?? null) : scalar(to)]));
}

function scalar(value: Arg): Scalar {
  if (isScalar(value)) return value;
  throw new NotKnown('replacing by several values at once is not supported');
}

export function replaced(values: NdArray, from: Arg, to: Arg | undefined): NdArray {
  const table = replacements(from, to);
  const nan = [...table].find(([key]) => isMissing(key));
  let isChanged = false;
  const out = values.scalars().map((value) => {
    const key = typeof value === 'boolean' && !table.has(value) ? Number(value) : value;
    if (isMissing(value) ? nan === undefined : !table.has(key)) return value;
    isChanged = true;
    return isMissing(value) ? (nan?.[1] ?? null) : (table.get(key) ?? null);
  });
  if (!isChanged) return values;
  if (isText(values.dtype)) {
    // Text that became numbers throughout is numbers to pandas before version 3, and stays what it is in it: both train alike.
    const isNumeric = out.every((value) => typeof value === 'number');
    return isNumeric ? arrayOf(out) : objects(out.map((value) => (isMissing(value) ? null : value)));
  }
  if (out.some((value) => typeof value === 'string')) return objects(out);
  const isWhole = out.every((value) => Number.isInteger(value));
  return arrayOf(
    out.map((value) => value ?? Number.NaN),
    isWhole ? values.dtype : 'float64',
  );
}
