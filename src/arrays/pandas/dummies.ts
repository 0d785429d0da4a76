import { type ArrayFunction, type Given, taking } from '../given.js';
import type { Scalar } from '../notKnown.js';
import { isText } from '../numpy/dtypes.js';
import { booleans } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import { isList, isMap } from '../values.js';
import { codesOf } from './categories.js';
import { DataFrame, Series } from './tables.js';

/** Columns of zeros and ones for the categories of one column. */
function dummiesOf(values: NdArray, prefix: string | null, given: Given): [Scalar, NdArray][] {
  const { codes, categories } = codesOf(values);
  const places = Array.from(codes.numbers());
  const named = (category: Scalar) =>
    prefix === null ? category : `${prefix}${given.text('prefix_sep', '_')}${labelText(category, values)}`;
  const kept = categories.map((category, i): [Scalar, NdArray] => [
    named(category),
    booleans(places.map((at) => Number(at === i))),
  ]);
  const missing: [Scalar, NdArray][] = given.flag('dummy_na', false)
    ? [[prefix === null ? Number.NaN : `${prefix}_nan`, booleans(places.map((at) => Number(at === -1)))]]
    : [];
  const all = [...kept, ...missing].slice(given.flag('drop_first', false) ? 1 : 0);
  return given.has('dtype') ? all.map(([name, column]) => [name, column.astype(given.dtype('bool'))]) : all;
}

function labelText(value: Scalar, { dtype }: NdArray): string {
  if (typeof value === 'number' && /^float/.test(dtype) && Number.isInteger(value)) return `${value}.0`;
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

export const dummies: ArrayFunction = taking(
  'data prefix prefix_sep dummy_na columns sparse~ drop_first dtype',
  (given) => {
    const data = given.need('data');
    if (!(data instanceof DataFrame)) {
      const series = data instanceof Series ? data : new Series(asArray(data));
      return DataFrame.of(dummiesOf(series.values, given.maybeText('prefix'), given), series.index);
    }
    const wanted = given.has('columns')
      ? asArray(given.need('columns')).scalars()
      : data.columns.labels.filter((name) => isText(data.column(name).values.dtype));
    const prefix = given.get('prefix') ?? null;
    const prefixOf = (name: Scalar, i: number): string => {
      const own = prefix === null ? name : isList(prefix) ? prefix[i] : isMap(prefix) ? prefix.get(name) : prefix;
      return String(own);
    };
    const kept = data.columns.labels
      .filter((name) => !wanted.includes(name))
      .map((name): [Scalar, NdArray] => [name, data.column(name).values]);
    const made = wanted.flatMap((name, i) => dummiesOf(data.column(name).values, prefixOf(name, i), given));
    return DataFrame.of([...kept, ...made], data.index);
  },
);
