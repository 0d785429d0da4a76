import { type ArrayFunction, taking } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { isText } from '../numpy/dtypes.js';
import { getItem } from '../numpy/indexing.js';
import { filled } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { arrayOf, asArray, scalarType } from '../numpy/nested.js';
import { type Arg, isList, isMap, isScalar, Slice } from '../values.js';
import { Index } from './labels.js';
import { aligned } from './selecting.js';
import { DataFrame, Series } from './tables.js';

/** A table of the columns of a matrix. */
export function frameOf(matrix: NdArray, index?: Index, columns?: Index): DataFrame {
  const rows = matrix.ndim === 1 ? matrix.withShape([matrix.size, 1]) : matrix;
  if (rows.ndim !== 2) throw new NotKnown('a table has only two axes');
  const data = Array.from({ length: rows.shape[1] ?? 0 }, (_, at) => {
    return (getItem(rows, [new Slice(null, null, null), at]) as NdArray).copy();
  });
  return new DataFrame(columns ?? Index.range(data.length), data, index ?? Index.range(rows.shape[0] ?? 0));
}

export function indexOf(value: Arg): Index {
  return value instanceof Index ? value : new Index(asArray(value).scalars());
}

function columnOf(value: Arg, rows: number, index: Index | undefined): NdArray {
  if (isScalar(value)) return filled([rows], value, scalarType(value));
  if (value instanceof Series && index) return aligned(value, index);
  const array = asArray(value);
  const gaps = isText(array.dtype) && array.scalars().every((each) => each === null || typeof each === 'number');
  return gaps ? arrayOf(array.scalars().map((each) => each ?? Number.NaN)) : array.copy();
}

function fromDict(entries: ReadonlyMap<Scalar, Arg>, index: Index | undefined): DataFrame {
  const rows =
    index?.length ?? Math.max(0, ...[...entries.values()].map((value) => (isScalar(value) ? 0 : asArray(value).size)));
  const first = [...entries.values()].find((value) => value instanceof Series);
  const own = index ?? (first instanceof Series ? first.index : Index.range(rows));
  const columns = [...entries].map(([name, value]): [Scalar, NdArray] => [name, columnOf(value, rows, own)]);
  if (columns.some(([, values]) => values.size !== rows))
    throw new NotKnown('the columns of the table differ in length');
  return DataFrame.of(columns, own);
}

export const tableOf: ArrayFunction = taking('data index columns dtype copy~', (given) => {
  const data = given.get('data') ?? null;
  const index = given.has('index') ? indexOf(given.need('index')) : undefined;
  const columns = given.has('columns') ? indexOf(given.need('columns')) : undefined;
  const table = made(data, index, columns);
  return given.has('dtype') ? table.eachColumn((values) => values.astype(given.dtype('float64'))) : table;
});

function made(data: Arg, index: Index | undefined, columns: Index | undefined): DataFrame {
  if (data === null) {
    const names = columns ?? new Index([]);
    return new DataFrame(
      names,
      names.labels.map(() => arrayOf([])),
      index ?? Index.range(0),
    );
  }
  if (data instanceof DataFrame || isMap(data)) {
    const table = isMap(data) ? fromDict(data, index) : data;
    return columns ? table.withColumns(columns.labels.map((name) => table.placeOf(name))) : table;
  }
  if (data instanceof Series)
    return new DataFrame(columns ?? new Index([data.name ?? 0]), [data.values], index ?? data.index);
  return fromList(data, index, columns);
}

/** Rows in a list, or a matrix. */
function fromList(data: Arg, index: Index | undefined, columns: Index | undefined): DataFrame {
  if (isList(data) && data.length > 0 && data.every(isMap)) return fromRecords(data);
  const hasText = (row: Arg) => isList(row) && row.some((entry) => typeof entry === 'string');
  if (isList(data) && data.some(hasText)) return fromRows(data, index, columns);
  const matrix = asArray(data);
  if (columns && columns.length !== (matrix.shape[1] ?? 1))
    throw new NotKnown(`${columns.length} names do not fit ${matrix.shape[1] ?? 1} columns`);
  return frameOf(matrix, index, columns);
}

/** Rows of several kinds: each column has its own type. */
function fromRows(rows: readonly Arg[], index: Index | undefined, columns: Index | undefined): DataFrame {
  const lists = rows.map((row) => (isList(row) ? row : asArray(row).scalars()));
  const width = Math.max(...lists.map((row) => row.length));
  const data = Array.from({ length: width }, (_, at) => arrayOf(lists.map((row) => row[at] ?? null)));
  return new DataFrame(columns ?? Index.range(width), data, index ?? Index.range(rows.length));
}

function fromRecords(records: readonly ReadonlyMap<Scalar, Arg>[]): DataFrame {
  const names = [...new Set(records.flatMap((record) => [...record.keys()]))];
  return DataFrame.of(
    names.map((name) => [
      name,
      columnOf(
        records.map((record) => record.get(name) ?? null),
        records.length,
        undefined,
      ),
    ]),
  );
}
