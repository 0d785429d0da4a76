import { type Given, taking } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { isFloat, isText } from '../numpy/dtypes.js';
import { mapNumbers, roundTo } from '../numpy/elementwise.js';
import { booleans, integers } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { arrayOf, asArray } from '../numpy/nested.js';
import { argsortScalars } from '../numpy/sorting.js';
import type { RandomSource } from '../random/source.js';
import { type Arg, type Args, Callable, isList, isMap, isScalar, Name } from '../values.js';
import { isReduction, reduceColumn } from './columnStatistics.js';
import { carried, inferred, mappedBy, range, retyped, shifted } from './columnValues.js';
import { describedFrame } from './describing.js';
import { transposed } from './frameAttributes.js';
import {
  drop,
  dropMissing,
  fill,
  isColumns,
  rename,
  replace,
  resetIndex,
  resetTo,
  setIndex,
  sortRows,
  withoutDuplicates,
} from './frameChanges.js';
import { joinTables } from './joining.js';
import { merged } from './merging.js';
import { isMissing } from './missing.js';
import { operate } from './operators.js';
import { sampledRows } from './sampling.js';
import { DataFrame, Series } from './tables.js';

type FrameMethod = (frame: DataFrame, given: Given) => Arg;

/** A changed table; or the table itself changed, where `inplace=True`. */
function result(frame: DataFrame, given: Given, changed: DataFrame): Arg {
  if (!given.flag('inplace', false)) return changed;
  frame.become(changed);
  return null;
}

function apply(frame: DataFrame, given: Given): Arg {
  const by = given.need('func');
  if (!(by instanceof Callable)) throw new NotKnown('apply of this is not supported');
  const isRows = isColumns(given.get('axis'));
  const across = isRows ? new DataFrame(frame.index, rowsOf(frame), frame.columns) : frame;
  const results = across.data.map((_, i) => by.run(across.columnAt(i)));
  if (results.every(isScalar)) return new Series(inferred(results), across.columns);
  if (isRows) throw new NotKnown('apply on rows that gives rows is not supported');
  return new DataFrame(
    frame.columns,
    results.map((each) => asArray(each)),
    frame.index,
  );
}

function rowsOf(frame: DataFrame): NdArray[] {
  const all = frame.toArray();
  return range(frame.index.length).map((row) => all.row(row).copy());
}

function selectTypes(frame: DataFrame, given: Given): DataFrame {
  const matches = (values: NdArray, types: readonly Arg[]) =>
    types.some((type) => {
      const name = type instanceof Name ? type.path : String(type);
      const last = name.slice(name.lastIndexOf('.') + 1);
      if (last === 'number') return !isText(values.dtype) && values.dtype !== 'bool';
      if (/^(?:object_?|str|category|string)$/.test(last)) return isText(values.dtype);
      if (last === 'float' || last === 'floating') return isFloat(values.dtype);
      if (last === 'int' || last === 'integer') return /int/.test(values.dtype);
      return last === values.dtype;
    });
  const types = (name: string) => {
    const value = given.get(name) ?? null;
    return value === null ? null : isList(value) ? value : [value];
  };
  const [include, exclude] = [types('include'), types('exclude')];
  return frame.withColumns(
    frame.data.flatMap((values, i) =>
      (include ? matches(values, include) : true) && !(exclude && matches(values, exclude)) ? [i] : [],
    ),
  );
}

const methods: Readonly<Record<string, readonly [names: string, FrameMethod]>> = {
  to_numpy: [
    'dtype copy~ na_value!',
    (frame, given) => (given.has('dtype') ? frame.toArray().astype(given.dtype('float64')) : frame.toArray().copy()),
  ],
  as_matrix: ['', (frame) => frame.toArray()],
  copy: [
    'deep~',
    (frame) =>
      new DataFrame(
        frame.columns,
        frame.data.map((values) => values.copy()),
        frame.index,
      ),
  ],
  drop: ['labels axis | index columns inplace errors', (frame, given) => result(frame, given, drop(frame, given))],
  dropna: [
    'axis how thresh! subset inplace ignore_index',
    (frame, given) => result(frame, given, dropMissing(frame, given)),
  ],
  fillna: ['value method axis~ inplace limit!', (frame, given) => result(frame, given, fill(frame, given))],
  ffill: [
    'inplace',
    (frame, given) =>
      result(
        frame,
        given,
        frame.eachColumn((values) => carried(values, 1)),
      ),
  ],
  bfill: [
    'inplace',
    (frame, given) =>
      result(
        frame,
        given,
        frame.eachColumn((values) => carried(values, -1)),
      ),
  ],
  isnull: ['', (frame) => frame.eachColumn((values) => booleans(values.scalars().map(isMissing)))],
  notnull: ['', (frame) => frame.eachColumn((values) => booleans(values.scalars().map((value) => !isMissing(value))))],
  replace: ['to_replace value inplace regex!', (frame, given) => result(frame, given, replace(frame, given))],
  astype: ['dtype copy~', (frame, given) => retypeAll(frame, given.need('dtype'))],
  head: ['n', (frame, given) => frame.take(range(frame.index.length).slice(0, given.integer('n', 5)))],
  tail: ['n', (frame, given) => frame.take(range(frame.index.length).slice(-given.integer('n', 5)))],
  sort_values: [
    'by axis~ ascending inplace kind~ na_position~ ignore_index',
    (frame, given) =>
      result(
        frame,
        given,
        given.flag('ignore_index', false) ? resetTo(sortRows(frame, given)) : sortRows(frame, given),
      ),
  ],
  sort_index: ['', (frame) => frame.take(argsortScalars(frame.index.labels))],
  reset_index: ['level! drop inplace', (frame, given) => result(frame, given, resetIndex(frame, given))],
  set_index: ['keys drop inplace', (frame, given) => result(frame, given, setIndex(frame, given))],
  rename: ['mapper! index! columns inplace | errors~', (frame, given) => result(frame, given, rename(frame, given))],
  apply: ['func axis raw! result_type!', (frame, given) => apply(frame, given)],
  applymap: ['func', (frame, given) => frame.eachColumn((values) => mappedBy(values, given.need('func')))],
  map: ['func', (frame, given) => frame.eachColumn((values) => mappedBy(values, given.need('func')))],
  select_dtypes: ['include exclude', (frame, given) => selectTypes(frame, given)],
  drop_duplicates: [
    'subset | keep inplace ignore_index',
    (frame, given) => result(frame, given, withoutDuplicates(frame, given)),
  ],
  nunique: [
    '',
    (frame) =>
      new Series(
        integers(frame.data.map((values) => new Set(values.scalars().filter((value) => !isMissing(value))).size)),
        frame.columns,
      ),
  ],
  insert: ['loc column value allow_duplicates~', (frame, given) => insert(frame, given)],
  pop: ['item', (frame, given) => pop(frame, given)],
  get: ['key', (frame, given) => frame.column(given.need('key') as Scalar)],
  abs: ['', (frame) => frame.eachColumn((values) => mapNumbers(values, Math.abs, 'same'))],
  round: [
    'decimals',
    (frame, given) =>
      frame.eachColumn((values) =>
        isFloat(values.dtype)
          ? mapNumbers(values, (value) => roundTo(value, given.integer('decimals', 0)), 'same')
          : values,
      ),
  ],
  transpose: ['', (frame) => transposed(frame)],
  shift: ['periods', (frame, given) => frame.eachColumn((values) => shifted(values, given.integer('periods', 1)))],
  join: ['other on! how lsuffix! rsuffix! sort!', (frame, given) => joinTables([frame, given.need('other')], 1)],
  merge: [
    'right how on left_on right_on left_index! right_index! sort! suffixes!',
    (frame, given) => merged(frame, given),
  ],
  assign: ['*none', (frame) => frame],
  keys: ['', (frame) => frame.columns],
  items: ['', (frame) => frame.data.map((_, i): Arg => [frame.columns.labels[i] ?? null, frame.columnAt(i)])],
  iterrows: [
    '',
    (frame) => rowsOf(frame).map((row, i): Arg => [frame.index.labels[i] ?? null, new Series(row, frame.columns)]),
  ],
  info: ['*any | verbose~', () => null],
  describe: ['| include! exclude! percentiles!', (frame) => describedFrame(frame)],
};

function retypeAll(frame: DataFrame, type: Arg): DataFrame {
  return frame.eachColumn((values, name) => {
    if (!isMap(type)) return retyped(values, type);
    const own = type.get(name);
    return own === undefined ? values : retyped(values, own);
  });
}

function insert(frame: DataFrame, given: Given): null {
  const name = given.need('column') as Scalar;
  const value = given.need('value');
  frame.setColumn(name, isScalar(value) ? arrayOf(new Array<Scalar>(frame.index.length).fill(value)) : asArray(value));
  const order = range(frame.data.length - 1);
  order.splice(given.integer('loc', 0), 0, frame.data.length - 1);
  frame.become(frame.withColumns(order));
  return null;
}

function pop(frame: DataFrame, given: Given): Series {
  const at = frame.placeOf(given.need('item') as Scalar);
  const column = frame.columnAt(at);
  frame.become(frame.withColumns(range(frame.data.length).filter((i) => i !== at)));
  return column;
}

const aliases: Readonly<Record<string, string>> = { isna: 'isnull', notna: 'notnull' };

export function frameMethod(frame: DataFrame, name: string, args: Args, random: RandomSource): Arg {
  const own = Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
  const known = Object.hasOwn(methods, own) ? methods[own] : undefined;
  if (known) return taking(known[0], (given) => known[1](frame, given))(args, name);
  if (name === 'sample') return frame.take(sampledRows(frame.index.length, args, random));
  if (isReduction(name)) {
    return taking('axis skipna~ | ddof numeric_only q', (given) => {
      if (isColumns(given.get('axis'))) {
        return new Series(inferred(rowsOf(frame).map((row) => reduceColumn(row, name, given))), frame.index);
      }
      const of = given.flag('numeric_only', false)
        ? frame.withColumns(frame.data.flatMap((values, i) => (isText(values.dtype) ? [] : [i])))
        : frame;
      return new Series(inferred(of.data.map((values) => reduceColumn(values, name, given))), of.columns);
    })(args, name);
  }
  if (name === 'any' || name === 'all') {
    const test = (values: NdArray) =>
      name === 'any' ? values.numbers().some((value) => value !== 0) : values.numbers().every((value) => value !== 0);
    const isRows = isColumns(args.named.get('axis') ?? args.positional[0]);
    return isRows
      ? new Series(booleans(rowsOf(frame).map(test)), frame.index)
      : new Series(booleans(frame.data.map(test)), frame.columns);
  }
  const operator = { add: '+', sub: '-', subtract: '-', mul: '*', multiply: '*', div: '/', divide: '/' }[name];
  if (operator && args.named.size === 0) return operate(operator, frame, args.positional[0] ?? null);
  throw new NotKnown(`${name} of a table is not supported`);
}
