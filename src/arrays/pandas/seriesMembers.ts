import { type Given, taking } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { mapNumbers, roundTo } from '../numpy/elementwise.js';
import { booleans, floats, integers } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import { operate as operateArrays } from '../numpy/operators.js';
import { argsortScalars } from '../numpy/sorting.js';
import type { RandomSource } from '../random/source.js';
import { type Arg, type Args, isScalar } from '../values.js';
import { reduceColumn, reductions } from './columnStatistics.js';
import {
  carried,
  distinct,
  fillMissing,
  inside,
  mappedBy,
  range,
  retyped,
  shifted,
  sortedRows,
} from './columnValues.js';
import { Index } from './labels.js';
import { isMissing, replaced, withoutMissing } from './missing.js';
import { operate } from './operators.js';
import { sampledRows } from './sampling.js';
import { DataFrame, Series } from './tables.js';

/** A column, or what it becomes where `inplace=True`. */
function result(series: Series, given: Given, values: NdArray): Arg {
  if (!given.flag('inplace', false)) return series.like(values);
  series.values = values;
  return null;
}

function counted(series: Series, given: Given): Series {
  const counts = new Map<Scalar, number>();
  for (const value of series.values.scalars()) if (!isMissing(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const entries = [...counts].sort((a, b) =>
    given.flag('sort', true) ? (given.flag('ascending', false) ? a[1] - b[1] : b[1] - a[1]) : 0,
  );
  const numbers = entries.map(([, count]) => count);
  const values = given.flag('normalize', false)
    ? floats(Float64Array.from(numbers, (count) => count / series.length))
    : integers(numbers);
  return new Series(values, new Index(entries.map(([value]) => value)), 'count');
}

type SeriesMethod = (series: Series, given: Given) => Arg;

const simple: Readonly<Record<string, readonly [names: string, SeriesMethod]>> = {
  to_numpy: [
    'dtype copy~',
    (series, given) => (given.has('dtype') ? series.values.astype(given.dtype('float64')) : series.values.copy()),
  ],
  to_list: ['', (series) => series.values.scalars()],
  tolist: ['', (series) => series.values.scalars()],
  copy: ['deep~', (series) => series.like(series.values.copy())],
  astype: ['dtype copy~', (series, given) => series.like(retyped(series.values, given.need('dtype')))],
  map: ['arg na_action!', (series, given) => series.like(mappedBy(series.values, given.need('arg')))],
  apply: ['func convert_dtype~', (series, given) => series.like(mappedBy(series.values, given.need('func')))],
  replace: [
    'to_replace value inplace regex!',
    (series, given) => result(series, given, replaced(series.values, given.need('to_replace'), given.get('value'))),
  ],
  fillna: ['value method axis~ inplace limit!', (series, given) => result(series, given, filledIn(series, given))],
  ffill: ['inplace', (series, given) => result(series, given, carried(series.values, 1))],
  bfill: ['inplace', (series, given) => result(series, given, carried(series.values, -1))],
  isnull: ['', (series) => series.like(booleans(series.values.scalars().map(isMissing)))],
  notnull: ['', (series) => series.like(booleans(series.values.scalars().map((value) => !isMissing(value))))],
  dropna: ['axis~ inplace', (series) => series.take(withoutMissing([series.values]))],
  unique: ['', (series) => distinct(series.values)],
  nunique: ['dropna', (series) => new Set(series.values.scalars().filter((value) => !isMissing(value))).size],
  value_counts: ['normalize sort ascending', counted],
  head: ['n', (series, given) => series.take(range(Math.min(given.integer('n', 5), series.length)))],
  tail: ['n', (series, given) => series.take(range(series.length).slice(-given.integer('n', 5)))],
  reset_index: ['drop inplace', (series, given) => reset(series, given)],
  sort_values: [
    'ascending inplace! kind~',
    (series, given) => series.take(sortedRows(series.values, given.flag('ascending', true))),
  ],
  sort_index: ['', (series) => series.take(argsortScalars(series.index.labels))],
  isin: ['values', (series, given) => series.like(inside(series.values, given.need('values')))],
  between: [
    'left right',
    (series, given) =>
      series.like(
        operateArrays(
          '&',
          operateArrays('>=', series.values, given.number('left', 0)),
          operateArrays('<=', series.values, given.number('right', 0)),
        ),
      ),
  ],
  abs: ['', (series) => series.mapped((values) => mapNumbers(values, Math.abs, 'same'))],
  round: [
    'decimals',
    (series, given) =>
      series.mapped((values) => mapNumbers(values, (value) => roundTo(value, given.integer('decimals', 0)), 'same')),
  ],
  clip: [
    'lower upper',
    (series, given) =>
      series.mapped((values) =>
        mapNumbers(
          values,
          (value) => Math.min(Math.max(value, given.number('lower', -Infinity)), given.number('upper', Infinity)),
          'same',
        ),
      ),
  ],
  to_frame: [
    'name',
    (series, given) =>
      DataFrame.of([[given.has('name') ? given.text('name', '') : (series.name ?? 0), series.values]], series.index),
  ],
  rename: ['index', (series, given) => new Series(series.values, series.index, given.text('index', ''))],
  shift: ['periods', (series, given) => series.like(shifted(series.values, given.integer('periods', 1)))],
  diff: [
    'periods',
    (series, given) =>
      series.like(operateArrays('-', series.values, shifted(series.values, given.integer('periods', 1)))),
  ],
  any: ['', (series) => series.values.numbers().some((value) => value !== 0)],
  all: ['', (series) => series.values.numbers().every((value) => value !== 0)],
  ravel: ['', (series) => series.values],
  cumsum: [
    '',
    (series) =>
      series.mapped((values) => {
        let sum = 0;
        return mapNumbers(values, (value) => (sum += value), 'same');
      }),
  ],
  drop: ['labels axis! | index inplace!', (series, given) => without(series, given)],
  idxmax: ['', (series) => series.index.labels[sortedRows(series.values, false)[0] ?? 0] ?? null],
  argmax: ['', (series) => sortedRows(series.values, false)[0] ?? 0],
  items: ['', (series) => series.values.scalars().map((value, i): Arg => [series.index.labels[i] ?? null, value])],
  duplicated: [
    '',
    (series) => {
      const seen = new Set<Scalar>();
      return series.like(booleans(series.values.scalars().map((value) => seen.size === seen.add(value).size)));
    },
  ],
};

function without(series: Series, given: Given): Series {
  const gone = given.need(given.has('labels') ? 'labels' : 'index');
  const labels = new Set(isScalar(gone) ? [gone] : asArray(gone).scalars());
  return series.take(series.index.labels.flatMap((label, i) => (labels.has(label) ? [] : [i])));
}

function reset(series: Series, given: Given): Arg {
  if (given.flag('drop', false)) {
    if (!given.flag('inplace', false)) return new Series(series.values, undefined, series.name);
    series.index = Index.range(series.length);
    return null;
  }
  return DataFrame.of([
    ['index', series.index.toArray()],
    [series.name ?? 0, series.values],
  ]);
}

function filledIn(series: Series, given: Given): NdArray {
  const how = given.maybeText('method');
  if (how) return carried(series.values, /^f|pad/.test(how) ? 1 : -1);
  const value = given.need('value');
  if (!isScalar(value)) throw new NotKnown('fillna of a column by several values is not supported');
  return fillMissing(series.values, value);
}

const aliases: Readonly<Record<string, string>> = { isna: 'isnull', notna: 'notnull', pad: 'ffill', backfill: 'bfill' };

const arithmetic: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  divide: '/',
  truediv: '/',
  pow: '**',
  eq: '==',
  ne: '!=',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
};

export function seriesMethod(series: Series, name: string, args: Args, random: RandomSource): Arg {
  const own = Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
  const known = Object.hasOwn(simple, own) ? simple[own] : undefined;
  if (known) return taking(known[0], (given) => known[1](series, given))(args, name);
  if (Object.hasOwn(reductions, name)) {
    const names = name === 'quantile' ? 'q' : 'axis~ skipna~ | ddof numeric_only~';
    return taking(names, (given) => reduceColumn(series.values, name, given))(args, name);
  }
  if (name === 'sample') return series.take(sampledRows(series.length, args, random));
  const operator = Object.hasOwn(arithmetic, name) ? arithmetic[name] : undefined;
  if (operator) return operate(operator, series, args.positional[0] ?? null);
  throw new NotKnown(`${name} of a column is not supported`);
}
