import type { Given } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { takeRows } from '../numpy/indexing.js';
import { arrayOf, asArray } from '../numpy/nested.js';
import { argsortScalars, unique } from '../numpy/sorting.js';
import { DataFrame, Series } from '../pandas/tables.js';
import type { LegacyRandom } from '../random/legacyRandom.js';
import { type Arg, isList } from '../values.js';

export function rowCount(value: Arg): number {
  if (value instanceof DataFrame || value instanceof Series) return value.index.length;
  return isList(value) ? value.length : (asArray(value).shape[0] ?? 0);
}

/** Rows of an array, a table, a column or a list, as what they were. */
export function rowsAt(value: Arg, rows: ArrayLike<number>): Arg {
  if (value === null) return null;
  if (value instanceof DataFrame || value instanceof Series) return value.take(rows);
  if (isList(value)) return Array.from(rows, (row) => value[row] ?? null);
  return takeRows(asArray(value), rows);
}

/** Rows of the two parts, from shares or counts. */
export function partSizes(given: Given, rows: number, usual: number): { train: number; test: number } {
  const part = (name: string) => {
    const size = given.maybeNumber(name);
    if (size !== null && (size <= 0 || (Number.isInteger(size) ? size >= rows : size >= 1)))
      throw new NotKnown(`${name} of ${size} does not fit ${rows} rows`);
    return size;
  };
  const [trainSize, testSize] = [part('train_size'), part('test_size')];
  const count = (size: number, round: (x: number) => number) => (Number.isInteger(size) ? size : round(size * rows));
  const testShare = testSize ?? (trainSize === null ? usual : null);
  const test = testShare === null ? rows - count(trainSize ?? 0, Math.floor) : count(testShare, Math.ceil);
  const train = trainSize === null ? rows - test : count(trainSize, Math.floor);
  if (train + test > rows || train <= 0) throw new NotKnown(`parts of ${train} and ${test} do not fit ${rows} rows`);
  return { train, test };
}

/** Drawn members of each class: as near to its share as can be, ties broken at random. */
function shareOut(counts: readonly number[], draws: number, random: LegacyRandom): number[] {
  const total = counts.reduce((a, b) => a + b, 0);
  const exact = counts.map((count) => (count / total) * draws);
  const drawn = exact.map(Math.floor);
  let missing = Math.trunc(draws - drawn.reduce((a, b) => a + b, 0));
  const rests = exact.map((share, i) => share - (drawn[i] ?? 0));
  for (const rest of [...new Set(rests)].sort((a, b) => b - a)) {
    if (missing <= 0) break;
    const tied = rests.flatMap((each, i) => (each === rest ? [i] : []));
    const now = Math.min(tied.length, missing);
    for (const place of random.permutation(tied.length).subarray(0, now)) {
      const at = tied[place] ?? 0;
      drawn[at] = (drawn[at] ?? 0) + 1;
    }
    missing -= now;
  }
  return drawn;
}

/** Classes of the rows as numbers from 0, in ascending order of their labels. */
function classesOf(value: Arg): { places: Float64Array; counts: number[] } {
  const labels = asArray(value);
  const flat =
    labels.ndim === 2
      ? arrayOf(Array.from({ length: labels.shape[0] ?? 0 }, (_, i) => labels.row(i).scalars().map(String).join(' ')))
      : labels;
  const { inverse, counts } = unique(flat);
  return { places: Float64Array.from(inverse.numbers()), counts: Array.from(counts.numbers()) };
}

export function stratified(
  labels: Arg,
  sizes: { train: number; test: number },
  random: LegacyRandom,
): [Float64Array, Float64Array] {
  const { places, counts } = classesOf(labels);
  if (counts.some((count) => count < 2)) throw new NotKnown('a class with one member cannot be split');
  if (Math.min(sizes.train, sizes.test) < counts.length)
    throw new NotKnown('there are more classes than rows in a part');
  const order = argsortScalars(Array.from(places));
  const inTrain = shareOut(counts, sizes.train, random);
  const inTest = shareOut(
    counts.map((count, i) => count - (inTrain[i] ?? 0)),
    sizes.test,
    random,
  );
  const [train, test]: [number[], number[]] = [[], []];
  let start = 0;
  for (const [i, count] of counts.entries()) {
    const members = order.slice(start, start + count);
    const mixed = Array.from(random.permutation(count), (at) => members[at] ?? 0);
    const [a, b] = [inTrain[i] ?? 0, inTest[i] ?? 0];
    for (const row of mixed.slice(0, a)) train.push(row);
    for (const row of mixed.slice(a, a + b)) test.push(row);
    start += count;
  }
  const shuffled = (rows: number[]) => Float64Array.from(random.permutation(rows.length), (at) => rows[at] ?? 0);
  return [shuffled(train), shuffled(test)];
}
