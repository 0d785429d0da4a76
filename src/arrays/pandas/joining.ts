import { NotKnown, type Scalar } from '../notKnown.js';
import { isText } from '../numpy/dtypes.js';
import { filled } from '../numpy/making.js';
import type { NdArray } from '../numpy/ndArray.js';
import { concatenate } from '../numpy/shaping.js';
import type { Arg } from '../values.js';
import { Index } from './labels.js';
import { aligned } from './selecting.js';
import { DataFrame, Series } from './tables.js';

/** `pd.concat`: rows below each other, or columns beside each other. */
export function joinTables(parts: readonly Arg[], axis: 0 | 1, ignoreIndex = false): DataFrame | Series {
  const tables = parts
    .filter((part) => part !== null)
    .map((part) => {
      if (part instanceof DataFrame || part instanceof Series) return part;
      throw new NotKnown('joining something other than tables is not supported');
    });
  const [first] = tables;
  if (!first) throw new NotKnown('there is nothing to join');
  if (axis === 1) return besideEachOther(tables, ignoreIndex);
  const labels = ignoreIndex
    ? Index.range(tables.reduce((sum, table) => sum + table.index.length, 0))
    : new Index(tables.flatMap((table) => table.index.labels));
  if (tables.every((table) => table instanceof Series)) {
    return new Series(
      joinedColumns(tables.map((table) => (table as Series).values)),
      labels,
      first instanceof Series ? first.name : null,
    );
  }
  const frames = tables.map((table) => {
    if (table instanceof DataFrame) return table;
    throw new NotKnown('a column below a table is not supported');
  });
  const names = [...new Set(frames.flatMap((frame) => frame.columns.labels))];
  const column = (frame: DataFrame, name: Scalar) =>
    frame.columns.placesOf(name).length > 0
      ? frame.column(name).values
      : filled([frame.index.length], Number.NaN, 'float64');
  return DataFrame.of(
    names.map((name) => [name, joinedColumns(frames.map((frame) => column(frame, name)))]),
    labels,
  );
}

function joinedColumns(parts: readonly NdArray[]): NdArray {
  const isMixed = parts.some(({ dtype }) => isText(dtype)) && parts.some(({ dtype }) => !isText(dtype));
  const withBooleans = parts.some(({ dtype }) => dtype === 'bool') && parts.some(({ dtype }) => dtype !== 'bool');
  return concatenate(isMixed || withBooleans ? parts.map((part) => part.astype('object')) : parts, 0);
}

function besideEachOther(tables: readonly (DataFrame | Series)[], ignoreIndex: boolean): DataFrame {
  const [first] = tables;
  const index = first?.index ?? Index.range(0);
  const isSame = tables.every((table) => table.index.equals(index));
  const labels = isSame ? index : new Index([...new Set(tables.flatMap((table) => table.index.labels))]);
  const columns = tables.flatMap((table): [Scalar, NdArray][] => {
    if (table instanceof Series) return [[table.name, isSame ? table.values : aligned(table, labels)]];
    return table.data.map((values, at) => [
      table.columns.labels[at] ?? null,
      isSame ? values : aligned(table.columnAt(at), labels),
    ]);
  });
  let unnamed = 0;
  const isAllSeries = tables.every((table) => table instanceof Series);
  return DataFrame.of(
    columns.map(([name, values], i) => [ignoreIndex ? i : (name ?? (isAllSeries ? unnamed++ : 0)), values]),
    labels,
  );
}
