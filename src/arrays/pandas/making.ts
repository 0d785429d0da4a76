import { type ArrayFunction, taking } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { isText } from '../numpy/dtypes.js';
import { takeRows } from '../numpy/indexing.js';
import { booleans, filled } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { arrayOf, asArray, scalarType } from '../numpy/nested.js';
import { isList, isMap, isScalar } from '../values.js';
import { codesOf, factorized } from './categories.js';
import { dummies } from './dummies.js';
import { indexOf, tableOf } from './frames.js';
import { joinTables } from './joining.js';
import { Index } from './labels.js';
import { isMissing } from './missing.js';
import { DataFrame, Series } from './tables.js';

/** A number that a text stands for; NaN where it is none. */
function numberIn(value: Scalar): number {
  if (typeof value !== 'string') return Number(value ?? Number.NaN);
  return value.trim() === '' ? Number.NaN : Number(value);
}

const toNumeric = taking('arg errors downcast~', (given) => {
  const value = given.need('arg');
  const isQuiet = given.text('errors', 'raise') === 'coerce';
  const change = (values: NdArray) => {
    if (!isText(values.dtype)) return values;
    const numbers = values.scalars().map((each) => {
      const number = numberIn(each);
      if (Number.isNaN(number) && !isQuiet && !isMissing(each))
        throw new NotKnown(`text ("${String(each)}") is not a number`);
      return number;
    });
    return arrayOf(numbers, numbers.every(Number.isInteger) ? 'int64' : 'float64');
  };
  return value instanceof Series ? value.mapped(change) : change(asArray(value));
});

const missing = (wanted: boolean) =>
  taking('obj', (given) => {
    const value = given.need('obj');
    const test = (values: NdArray) =>
      booleans(
        values.scalars().map((each) => isMissing(each) === wanted),
        values.shape,
      );
    if (isScalar(value)) return isMissing(value) === wanted;
    return value instanceof Series || value instanceof DataFrame ? value.mapped(test) : test(asArray(value));
  });

/** Functions of pandas that make tables and columns. */
export const tableFunctions: Readonly<Record<string, ArrayFunction>> = {
  'pandas.DataFrame': tableOf,
  'pandas.Series': taking('data index dtype name copy~', (given) => {
    const data = given.need('data');
    const name = given.get('name') ?? null;
    if (!isScalar(name)) throw new NotKnown('a name that is not text is not supported');
    const index = given.has('index') ? indexOf(given.need('index')) : undefined;
    if (data instanceof Series) return new Series(data.values, index ?? data.index, name ?? data.name);
    if (isMap(data)) return new Series(arrayOf([...data.values()]), new Index([...data.keys()]), name);
    const values = isScalar(data) && index ? filled([index.length], data, scalarType(data)) : asArray(data);
    return new Series(given.has('dtype') ? values.astype(given.dtype('float64')) : values, index, name);
  }),
  'pandas.concat': taking('objs axis join ignore_index sort~ copy~ keys!', (given) => {
    if (given.text('join', 'outer') !== 'outer') throw new NotKnown('concat by an inner join is not supported');
    const parts = given.need('objs');
    const axis = given.get('axis') ?? 0;
    return joinTables(
      isList(parts) ? parts : [parts],
      axis === 1 || axis === 'columns' ? 1 : 0,
      given.flag('ignore_index', false),
    );
  }),
  'pandas.get_dummies': dummies,
  'pandas.to_numeric': toNumeric,
  'pandas.isnull': missing(true),
  'pandas.isna': missing(true),
  'pandas.notnull': missing(false),
  'pandas.notna': missing(false),
  'pandas.unique': taking('values', (given) => arrayOf([...new Set(given.array('values').scalars())])),
  'pandas.factorize': taking('values sort', (given) => {
    const values = given.array('values');
    const { codes, uniques } = factorized(values);
    if (given.flag('sort', false)) {
      const sorted = codesOf(values);
      return [sorted.codes, arrayOf(sorted.categories)];
    }
    return [codes, given.get('values') instanceof Series ? new Index(uniques) : arrayOf(uniques)];
  }),
  'pandas.Categorical': taking('values categories! ordered!', (given) => new Series(given.array('values'))),
  'pandas.Categorical.from_codes': taking('codes categories ordered~', (given) => {
    const codes = given.array('codes').numbers();
    const places = Array.from(codes, (code) => {
      if (code < 0) throw new NotKnown('codes of what is missing are not supported');
      return code;
    });
    return new Series(takeRows(given.array('categories'), Float64Array.from(places)));
  }),
};
