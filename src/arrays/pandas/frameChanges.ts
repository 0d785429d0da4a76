import type { Given } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import type { NdArray } from '../numpy/ndArray.js';
import { compareScalars } from '../numpy/sorting.js';
import { type Arg, Callable, isList, isMap, isScalar } from '../values.js';
import { carried, fillMissing, range, sortedRows } from './columnValues.js';
import { labelsOf } from './frameAttributes.js';
import { Index } from './labels.js';
import { isMissing, replaced, withoutMissing } from './missing.js';
import { DataFrame, Series } from './tables.js';

export const isColumns = (axis: Arg | undefined) => axis === 1 || axis === 'columns';

export function drop(frame: DataFrame, given: Given): DataFrame {
  const byAxis = given.has('labels') ? labelsOf(given.need('labels')) : [];
  const columns = given.has('columns') ? labelsOf(given.need('columns')) : isColumns(given.get('axis')) ? byAxis : [];
  const rows = given.has('index') ? labelsOf(given.need('index')) : isColumns(given.get('axis')) ? [] : byAxis;
  const isQuiet = given.text('errors', 'raise') === 'ignore';
  const left = (index: Index, gone: readonly Scalar[], what: string) => {
    const unknown = gone.find((label) => index.placesOf(label).length === 0);
    if (unknown !== undefined && !isQuiet) throw new NotKnown(`the table has no ${what} "${String(unknown)}"`);
    const set = new Set(gone);
    return index.labels.flatMap((label, i) => (set.has(label) ? [] : [i]));
  };
  const narrow = columns.length > 0 ? frame.withColumns(left(frame.columns, columns, 'column')) : frame;
  return rows.length > 0 ? narrow.take(left(frame.index, rows, 'row')) : narrow;
}

export function dropMissing(frame: DataFrame, given: Given): DataFrame {
  const how = given.text('how', 'any') === 'all' ? 'all' : 'any';
  if (isColumns(given.get('axis'))) {
    const isGap = (values: NdArray) =>
      how === 'any' ? values.scalars().some(isMissing) : values.scalars().every(isMissing);
    return frame.withColumns(frame.data.flatMap((values, i) => (isGap(values) ? [] : [i])));
  }
  const subset = given.has('subset')
    ? labelsOf(given.need('subset')).map((name) => frame.column(name).values)
    : frame.data;
  const kept = frame.take(withoutMissing(subset, how));
  return given.flag('ignore_index', false)
    ? new DataFrame(kept.columns, kept.data, Index.range(kept.index.length))
    : kept;
}

export function fill(frame: DataFrame, given: Given): DataFrame {
  const how = given.maybeText('method');
  if (how) return frame.eachColumn((values) => carried(values, /^f|pad/.test(how) ? 1 : -1));
  const value = given.need('value');
  if (isScalar(value)) return frame.eachColumn((values) => fillMissing(values, value));
  const by = byLabel(value);
  return frame.eachColumn((values, name) => {
    const own = by(name);
    return own === undefined ? values : fillMissing(values, own);
  });
}

/** A value for each label, from a dict or a column. */
function byLabel(value: Arg): (label: Scalar) => Scalar | undefined {
  if (value instanceof Series) {
    const scalars = value.values.scalars();
    return (label) => scalars[value.index.placesOf(label)[0] ?? -1];
  }
  if (!isMap(value)) throw new NotKnown('values for columns are given in a way that is not supported');
  return (label) => {
    const own = value.get(label);
    if (own !== undefined && !isScalar(own)) throw new NotKnown('several values for one column are not supported');
    return own;
  };
}

export function replace(frame: DataFrame, given: Given): DataFrame {
  const from = given.need('to_replace');
  const isNested = isMap(from) && [...from.values()].some(isMap);
  return frame.eachColumn((values, name) => {
    if (!isNested) return replaced(values, from, given.get('value'));
    const own = from.get(name);
    return own === undefined ? values : replaced(values, own, undefined);
  });
}

export function sortRows(frame: DataFrame, given: Given): DataFrame {
  const by = labelsOf(given.need('by'));
  const [name = null] = by;
  if (by.length === 1) {
    const ascending = given.get('ascending') ?? true;
    return frame.take(sortedRows(frame.column(name).values, Boolean(isList(ascending) ? ascending[0] : ascending)));
  }
  const up = given.get('ascending') ?? true;
  const keys = by.map((key, i) => ({
    scalars: frame.column(key).values.scalars(),
    sign: (isList(up) ? up[i] : up) ? 1 : -1,
  }));
  return frame.take(
    range(frame.index.length).sort((a, b) => {
      for (const { scalars, sign } of keys) {
        const order = compareScalars(scalars[a] ?? null, scalars[b] ?? null) * sign;
        if (order !== 0) return order;
      }
      return a - b;
    }),
  );
}

export function resetIndex(frame: DataFrame, given: Given): DataFrame {
  const index = Index.range(frame.index.length);
  if (given.flag('drop', false)) return new DataFrame(frame.columns, frame.data, index);
  return new DataFrame(new Index(['index', ...frame.columns.labels]), [frame.index.toArray(), ...frame.data], index);
}

export function setIndex(frame: DataFrame, given: Given): DataFrame {
  const name = given.need('keys');
  if (!isScalar(name)) throw new NotKnown('rows by several columns are not supported');
  const labels = frame.column(name).values.scalars();
  const kept = given.flag('drop', true)
    ? frame.withColumns(range(frame.data.length).filter((i) => i !== frame.placeOf(name)))
    : frame;
  return new DataFrame(kept.columns, kept.data, new Index(labels));
}

export function rename(frame: DataFrame, given: Given): DataFrame {
  const columns = given.need('columns');
  const change = (label: Scalar): Scalar => {
    const own = isMap(columns) ? columns.get(label) : columns instanceof Callable ? columns.run(label) : undefined;
    if (own !== undefined && !isScalar(own)) throw new NotKnown('a name that is not text is not supported');
    return own ?? label;
  };
  return new DataFrame(new Index(frame.columns.labels.map(change)), frame.data, frame.index);
}

export function withoutDuplicates(frame: DataFrame, given: Given): DataFrame {
  const keep = given.get('keep') ?? 'first';
  const columns = (
    given.has('subset') ? labelsOf(given.need('subset')).map((name) => frame.column(name).values) : frame.data
  ).map((values) => values.scalars());
  const keys = range(frame.index.length).map((row) => JSON.stringify(columns.map((values) => values[row])));
  if (keep !== 'first' && keep !== 'last') throw new NotKnown('drop_duplicates that keeps none is not supported');
  const place = new Map<string, number>();
  for (const [row, key] of keys.entries()) if (keep === 'last' || !place.has(key)) place.set(key, row);
  const kept = frame.take([...place.values()].sort((a, b) => a - b));
  return given.flag('ignore_index', false) ? resetTo(kept) : kept;
}

export const resetTo = (frame: DataFrame) => new DataFrame(frame.columns, frame.data, Index.range(frame.index.length));
