import { NotKnown, type Scalar } from '../notKnown.js';
import { isText, promoted } from '../numpy/dtypes.js';
import { getItem as getEntry, setItem as setEntries } from '../numpy/indexing.js';
import { filled, objects } from '../numpy/making.js';
import { NdArray } from '../numpy/ndArray.js';
import { arrayOf, asArray, scalarType } from '../numpy/nested.js';
import { type Arg, ArrayObject, isList, isScalar, Slice } from '../values.js';
import { Index } from './labels.js';
import { DataFrame, rowsOf, Series } from './tables.js';

function isMask(index: Arg): boolean {
  if (index instanceof Series) return index.values.dtype === 'bool';
  if (index instanceof NdArray) return index.dtype === 'bool';
  return isList(index) && index.length > 0 && index.every((entry) => typeof entry === 'boolean');
}

/** `frame['a']`, `frame[['a', 'b']]`, `frame[mask]`, `frame[:10]`. */
export function frameItem(frame: DataFrame, [index = null, ...rest]: readonly Arg[]): Arg {
  if (rest.length > 0) throw new NotKnown('columns of several levels are not supported');
  if (index instanceof Slice || isMask(index)) return frame.take(rowsOf(index, frame.index.length));
  if (isScalar(index)) return frame.column(index);
  const names = index instanceof Index ? index.labels : asArray(index).scalars();
  return frame.withColumns(names.map((name) => frame.placeOf(name)));
}

/** `series[3]`, `series[:10]`, `series[mask]`, `series[['a', 'b']]`. */
export function seriesItem(series: Series, [index = null]: readonly Arg[]): Arg {
  if (index instanceof Slice || isMask(index)) return series.take(rowsOf(index, series.length));
  if (isScalar(index)) {
    const places = series.index.placesOf(index);
    if (places.length === 1) return series.values.scalars()[places[0] ?? 0] ?? null;
    if (places.length > 1) return series.take(places);
    throw new NotKnown(`the column has no row ${String(index)}`);
  }
  return series.take(labelRows(series.index, asArray(index).scalars()));
}

function labelRows(index: Index, labels: readonly Scalar[]): number[] {
  return labels.flatMap((label) => {
    const places = index.placesOf(label);
    if (places.length === 0) throw new NotKnown(`there is no row "${String(label)}"`);
    return [...places];
  });
}

/** Places that labels stand for; a slice of labels has both ends. */
function placesByLabel(index: Index, wanted: Arg): { places: Float64Array | number[]; single: boolean } {
  if (isMask(wanted)) return { places: rowsOf(wanted, index.length), single: false };
  if (wanted instanceof Slice) {
    const start = wanted.start === null ? 0 : index.placesOf(wanted.start)[0];
    const stop = wanted.stop === null ? index.length - 1 : index.placesOf(wanted.stop).at(-1);
    const isRange = index.labels.every((label, i) => label === i);
    if (!isRange && (start === undefined || stop === undefined))
      throw new NotKnown('a slice of labels that are not there is not supported');
    const to = isRange && typeof wanted.stop === 'number' ? Math.min(wanted.stop + 1, index.length) : (stop ?? 0) + 1;
    const from = isRange && typeof wanted.start === 'number' ? wanted.start : (start ?? 0);
    return { places: rowsOf(new Slice(from, to, wanted.step), index.length), single: false };
  }
  if (isScalar(wanted)) return { places: labelRows(index, [wanted]), single: index.placesOf(wanted).length === 1 };
  return { places: labelRows(index, asArray(wanted).scalars()), single: false };
}

function placesByPosition(length: number, wanted: Arg): { places: Float64Array | number[]; single: boolean } {
  if (typeof wanted === 'number') {
    const at = wanted < 0 ? wanted + length : wanted;
    if (at < 0 || at >= length) throw new NotKnown(`there is no entry ${wanted} among ${length}`);
    return { places: [at], single: true };
  }
  return { places: rowsOf(wanted, length), single: false };
}

/** `frame.iloc` and `frame.loc`, of tables and columns. */
export class Locator extends ArrayObject {
  override readonly type: string;

  constructor(
    private readonly of: DataFrame | Series,
    private readonly by: 'iloc' | 'loc',
  ) {
    super();
    this.type = by;
  }

  private places(index: Index, wanted: Arg) {
    const given = wanted instanceof Series && this.by === 'iloc' ? wanted.values : wanted;
    return this.by === 'iloc' ? placesByPosition(index.length, given) : placesByLabel(index, given);
  }

  override item([row = null, column]: readonly Arg[]): Arg {
    const { of } = this;
    const rows = this.places(of.index, row);
    if (of instanceof Series)
      return rows.single ? (of.values.scalars()[rows.places[0] ?? 0] ?? null) : of.take(rows.places);
    if (column === undefined) return rows.single ? rowOf(of, rows.places[0] ?? 0) : of.take(rows.places);
    const columns = this.places(of.columns, column);
    const narrow = columns.single ? of.columnAt(columns.places[0] ?? 0) : of.withColumns(Array.from(columns.places));
    if (narrow instanceof Series)
      return rows.single ? (narrow.values.scalars()[rows.places[0] ?? 0] ?? null) : narrow.take(rows.places);
    return rows.single ? rowOf(narrow, rows.places[0] ?? 0) : narrow.take(rows.places);
  }

  override setItem([row = null, column]: readonly Arg[], value: Arg): void {
    const { of } = this;
    if (this.by === 'loc' && of instanceof DataFrame && isScalar(column ?? null) && typeof column === 'string') {
      if (of.columns.placesOf(column).length === 0)
        of.setColumn(column, filled([of.index.length], Number.NaN, 'float64'));
    }
    const rows = Array.from(this.places(of.index, row).places);
    if (of instanceof Series) {
      of.values = written(of.values, rows, value, of.index);
      return;
    }
    const columns =
      column === undefined ? of.data.map((_, at) => at) : Array.from(this.places(of.columns, column).places);
    const given = isScalar(value) || value instanceof Series ? null : asArray(value);
    for (const [i, at] of columns.entries()) {
      const part =
        given && given.ndim > 1
          ? getColumn(given, i)
          : given && columns.length > 1
            ? (given.scalars()[i] ?? null)
            : value;
      of.data = of.data.with(at, written(of.columnAt(at).values, rows, part, of.index));
    }
  }
}

function getColumn(array: NdArray, at: number): NdArray {
  const column = getEntry(array, [new Slice(null, null, null), at]);
  return column instanceof NdArray ? column : asArray(column);
}

function rowOf(frame: DataFrame, row: number): Series {
  const values = frame.take([row]).toArray();
  return new Series(values.withShape([values.size]), frame.columns, frame.index.labels[row] ?? null);
}

/** A column with other values in some rows, of a type that holds them. */
function written(values: NdArray, rows: number[], value: Arg, index: Index): NdArray {
  if (value instanceof Series && value.length !== rows.length)
    throw new NotKnown('values of other rows are not supported');
  if (value instanceof Series && !value.index.equals(index.take(rows)))
    throw new NotKnown('values of other rows are not supported');
  const given = isScalar(value) ? arrayOf(value, value === null ? 'object' : scalarType(value)) : asArray(value);
  const isText =
    given.dtype === 'object' || given.dtype === 'str' || values.dtype === 'object' || values.dtype === 'str';
  const dtype = isText ? 'object' : promoted(values.dtype, given.dtype);
  const copy = dtype === values.dtype ? values.copy() : values.astype(dtype);
  setEntries(copy, [rows], given);
  return copy;
}

/** `frame['a'] = value`, `frame[['a', 'b']] = value`, `frame[mask] = value`. */
export function setFrameItem(frame: DataFrame, [index = null]: readonly Arg[], value: Arg): void {
  if (index instanceof DataFrame) throw new NotKnown('setting entries by a table of booleans is not supported');
  if (isMask(index) || index instanceof Slice) {
    new Locator(frame, 'iloc').setItem([index], value);
    return;
  }
  if (isScalar(index)) {
    frame.setColumn(index, columnValues(frame, value));
    return;
  }
  const names = index instanceof Index ? index.labels : asArray(index).scalars();
  for (const [i, name] of names.entries()) {
    const part =
      value instanceof DataFrame ? value.columnAt(i) : isScalar(value) ? value : getColumn(asArray(value), i);
    frame.setColumn(name, columnValues(frame, part));
  }
}

/** Values of a new column: by labels where they have some. */
function columnValues(frame: DataFrame, value: Arg): NdArray {
  const rows = frame.index.length;
  if (value instanceof DataFrame) return columnValues(frame, value.columnAt(0));
  if (value instanceof Series) return frame.data.length === 0 ? value.values : aligned(value, frame.index);
  if (isScalar(value))
    return value === null ? objects(new Array<Scalar>(rows).fill(null)) : filled([rows], value, scalarType(value));
  const array = asArray(value);
  return array.ndim === 2 && array.shape[1] === 1 ? array.copy().withShape([array.size]) : array.copy();
}

/** A column under other labels; NaN where it has none of them. */
export function aligned(series: Series, index: Index): NdArray {
  if (series.index.equals(index)) return series.values;
  const places = index.labels.map((label) => {
    const found = series.index.placesOf(label);
    if (found.length > 1) throw new NotKnown('rows whose labels are not unique cannot be aligned');
    return found[0] ?? -1;
  });
  const { values } = series;
  const isGap = places.includes(-1);
  const from = isGap && !isText(values.dtype) ? values.astype('float64') : values;
  const scalars = from.scalars();
  const out = places.map((at) => (at < 0 ? (isText(values.dtype) ? null : Number.NaN) : (scalars[at] ?? null)));
  return arrayOf(out, from.dtype);
}
