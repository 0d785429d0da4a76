import { NotKnown, type Scalar } from '../notKnown.js';
import { type DType, isText, newStore, promoted } from '../numpy/dtypes.js';
import { getItem, takeRows } from '../numpy/indexing.js';
import { NdArray } from '../numpy/ndArray.js';
import { columnStack } from '../numpy/shaping.js';
import { type Arg, ArrayObject, Slice } from '../values.js';
import { Index } from './labels.js';

/** One column. */
export class Series extends ArrayObject {
  override readonly type = 'Series';

  constructor(
    public values: NdArray,
    public index: Index = Index.range(values.shape[0] ?? 0),
    public name: Scalar = null,
  ) {
    super();
    if (values.ndim !== 1) throw new NotKnown('a column has only one axis');
  }

  get length(): number {
    return this.values.size;
  }

  take(rows: ArrayLike<number>): Series {
    return new Series(takeRows(this.values, rows), this.index.take(rows), this.name);
  }

  /** Other values under the same labels. */
  like(values: NdArray, name = this.name): Series {
    return new Series(values, this.index, name);
  }

  override toArray(): NdArray {
    return this.values;
  }

  override mapped(compute: (array: NdArray) => NdArray): Series {
    return this.like(compute(this.values));
  }

  override entries(): readonly Arg[] {
    return this.values.scalars();
  }
}

/** A table. */
export class DataFrame extends ArrayObject {
  override readonly type = 'DataFrame';

  constructor(
    public columns: Index,
    public data: readonly NdArray[],
    public index: Index,
  ) {
    super();
  }

  static of(columns: readonly (readonly [Scalar, NdArray])[], index?: Index): DataFrame {
    const rows = columns[0]?.[1].size ?? 0;
    return new DataFrame(
      new Index(columns.map(([name]) => name)),
      columns.map(([, values]) => values),
      index ?? Index.range(rows),
    );
  }

  get shape(): [number, number] {
    return [this.index.length, this.data.length];
  }

  /** The place of a column. @throws {NotKnown} where there is none, or several */
  placeOf(name: Scalar): number {
    const places = this.columns.placesOf(name);
    if (places.length > 1) throw new NotKnown(`the table has several columns "${String(name)}"`);
    if (places[0] === undefined) throw new NotKnown(`the table has no column "${String(name)}"`);
    return places[0];
  }

  columnAt(at: number): Series {
    const values = this.data.at(at);
    if (!values) throw new NotKnown(`the table has no column ${at}`);
    return new Series(values, this.index, this.columns.labels.at(at) ?? null);
  }

  column(name: Scalar): Series {
    return this.columnAt(this.placeOf(name));
  }

  withColumns(places: readonly number[]): DataFrame {
    return new DataFrame(
      this.columns.take(places),
      places.map((at) => this.columnAt(at).values),
      this.index,
    );
  }

  take(rows: ArrayLike<number>): DataFrame {
    return new DataFrame(
      this.columns,
      this.data.map((values) => takeRows(values, rows)),
      this.index.take(rows),
    );
  }

  /** The same table with something done to the values of each column. */
  eachColumn(change: (values: NdArray, name: Scalar) => NdArray): DataFrame {
    return new DataFrame(
      this.columns,
      this.data.map((values, i) => change(values, this.columns.labels[i] ?? null)),
      this.index,
    );
  }

  /** Adds a column, or puts another in its place. */
  setColumn(name: Scalar, values: NdArray): void {
    if (this.data.length === 0 && this.index.length === 0) this.index = Index.range(values.size);
    if (values.size !== this.index.length)
      throw new NotKnown(`${values.size} values do not fit ${this.index.length} rows`);
    const at = this.columns.placesOf(name)[0];
    if (at === undefined) {
      this.columns = new Index([...this.columns.labels, name]);
      this.data = [...this.data, values];
    } else this.data = this.data.with(at, values);
  }

  /** Becomes another table: what `inplace=True` does. */
  become({ columns, data, index }: DataFrame): void {
    [this.columns, this.data, this.index] = [columns, data, index];
  }

  override toArray(): NdArray {
    const [first, ...rest] = this.data;
    if (!first) return new NdArray('float64', newStore('float64', 0), [this.index.length, 0]);
    const dtype = rest.reduce<DType>(
      (type, values) => common(type, values.dtype),
      isText(first.dtype) ? 'object' : first.dtype,
    );
    return columnStack(this.data.map((values) => (values.dtype === dtype ? values : values.astype(dtype))));
  }

  override mapped(compute: (array: NdArray) => NdArray): DataFrame {
    return this.eachColumn(compute);
  }

  override entries(): readonly Arg[] {
    return this.columns.labels;
  }
}

/** pandas does not count booleans among numbers when columns become one array. */
function common(a: DType, b: DType): DType {
  if (isText(a) || isText(b) || (a === 'bool') !== (b === 'bool')) return 'object';
  return promoted(a, b);
}

/** Rows that a slice, mask or list of places takes of a number of rows. */
export function rowsOf(index: Arg, length: number): Float64Array {
  const all = new NdArray(
    'int64',
    Float64Array.from({ length }, (_, i) => i),
    [length],
  );
  const rows = getItem(all, [index instanceof Slice ? index : index instanceof ArrayObject ? index.toArray() : index]);
  if (rows instanceof NdArray && rows.ndim === 1) return Float64Array.from(rows.numbers());
  throw new NotKnown('rows chosen in this way are not supported');
}
