import type { Given } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import type { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import { isScalar } from '../values.js';
import { Index } from './labels.js';
import { DataFrame } from './tables.js';

/** `left.merge(right, on=...)`, as inner or left join. */
export function merged(left: DataFrame, given: Given): DataFrame {
  const right = given.need('right');
  const how = given.text('how', 'inner');
  if (!(right instanceof DataFrame) || (how !== 'inner' && how !== 'left'))
    throw new NotKnown(`a merge of the kind "${how}" is not supported`);
  const names = (name: string): readonly Scalar[] | null => {
    const value = given.get(name) ?? null;
    if (value === null) return null;
    return isScalar(value) ? [value] : asArray(value).scalars();
  };
  const shared = left.columns.labels.filter((label) => right.columns.placesOf(label).length > 0);
  const leftOn = names('on') ?? names('left_on') ?? shared;
  const rightOn = names('on') ?? names('right_on') ?? shared;
  const places = new Map<string, number[]>();
  const rightKeys = keysOf(right, rightOn);
  for (const [row, key] of rightKeys.entries()) places.set(key, [...(places.get(key) ?? []), row]);
  const pairs = keysOf(left, leftOn).flatMap((key, row) =>
    (places.get(key) ?? []).map((other): [number, number] => [row, other]),
  );
  if (how === 'left' && pairs.length !== left.index.length)
    throw new NotKnown('a left merge that leaves gaps is not supported');
  const same = leftOn.join() === rightOn.join();
  const added = right.columns.labels.filter((label) => !(same && rightOn.includes(label)));
  if (added.some((label) => left.columns.placesOf(label).length > 0))
    throw new NotKnown('a merge of columns of the same name is not supported');
  const [a, b] = [left.take(pairs.map(([row]) => row)), right.take(pairs.map(([, row]) => row))];
  const columns = [
    ...left.columns.labels.map((name): [Scalar, NdArray] => [name, a.column(name).values]),
    ...added.map((name): [Scalar, NdArray] => [name, b.column(name).values]),
  ];
  return DataFrame.of(columns, Index.range(pairs.length));
}

function keysOf(frame: DataFrame, names: readonly Scalar[]): string[] {
  const columns = names.map((name) => frame.column(name).values.scalars());
  return frame.index.labels.map((_, row) => JSON.stringify(columns.map((values) => values[row])));
}
