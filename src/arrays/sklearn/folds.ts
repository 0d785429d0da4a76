import { type ArrayFunction, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { integers } from '../numpy/making.js';
import { asArray } from '../numpy/nested.js';
import { argsortScalars, unique } from '../numpy/sorting.js';
import type { LegacyRandom } from '../random/legacyRandom.js';
import { type RandomSource, randomOf } from '../random/source.js';
import { type Arg, type Args, ArrayObject } from '../values.js';
import { partSizes, rowCount, stratified } from './parts.js';

type Fold = readonly [train: ArrayLike<number>, test: ArrayLike<number>];

/** What makes pairs of row numbers: `KFold(...).split(X, y)`. */
class Splitter extends ArrayObject {
  constructor(
    override readonly type: string,
    private readonly count: number,
    private readonly folds: (rows: number, y: Arg | undefined) => readonly Fold[],
  ) {
    super();
  }

  override method(name: string, args: Args): Arg {
    if (name === 'get_n_splits') return this.count;
    if (name !== 'split') return super.method(name, args);
    return taking('X y groups!', (given) => {
      const folds = this.folds(rowCount(given.need('X')), given.get('y'));
      return folds.map(([train, test]): Arg => [integers(train), integers(test)]);
    })(args, `${this.type}.split`);
  }

  override attribute(name: string): Arg | undefined {
    return name === 'n_splits' ? this.count : undefined;
  }
}

/** Folds by the number of the fold that each row is tested in. */
function byFold(foldOf: ArrayLike<number>, count: number): Fold[] {
  return Array.from({ length: count }, (_, fold): Fold => {
    const [train, test]: [number[], number[]] = [[], []];
    for (let row = 0; row < foldOf.length; row++) (foldOf[row] === fold ? test : train).push(row);
    return [train, test];
  });
}

function plainFolds(rows: number, count: number, random: LegacyRandom | null): Fold[] {
  if (count < 2 || count > rows) throw new NotKnown(`${rows} rows do not make ${count} folds`);
  const order = random ? random.permutation(rows) : Float64Array.from({ length: rows }, (_, i) => i);
  const foldOf = new Float64Array(rows);
  let at = 0;
  for (let fold = 0; fold < count; fold++) {
    const size = Math.floor(rows / count) + (fold < rows % count ? 1 : 0);
    for (let i = 0; i < size; i++) foldOf[order[at++] ?? 0] = fold;
  }
  return byFold(foldOf, count);
}

function stratifiedFolds(labels: Arg, count: number, random: LegacyRandom | null): Fold[] {
  const { inverse, first } = unique(asArray(labels));
  // Classes are numbered in the order in which they first come.
  const starts = first.numbers();
  const order = argsortScalars(Array.from(starts));
  const number = new Map(order.map((place, i) => [place, i]));
  const classes = Array.from(inverse.numbers(), (place) => number.get(place) ?? 0);
  const sorted = classes.toSorted((a, b) => a - b);
  const foldOf = new Float64Array(classes.length);
  for (let own = 0; own < order.length; own++) {
    const folds: number[] = [];
    for (let fold = 0; fold < count; fold++) {
      for (let i = fold; i < sorted.length; i += count) if (sorted[i] === own) folds.push(fold);
    }
    if (folds.length < count && order.length === 1)
      throw new NotKnown(`a class has fewer members than the ${count} folds`);
    random?.shuffle(folds.length, (a, b) => {
      [folds[a], folds[b]] = [folds[b] ?? 0, folds[a] ?? 0];
    });
    let next = 0;
    for (const [row, each] of classes.entries()) if (each === own) foldOf[row] = folds[next++] ?? 0;
  }
  return byFold(foldOf, count);
}

export const kFold = (source: RandomSource, isStratified: boolean): ArrayFunction =>
  taking('n_splits | shuffle random_state', (given) => {
    const count = given.integer('n_splits', 5);
    const isShuffled = given.flag('shuffle', false);
    return new Splitter(isStratified ? 'StratifiedKFold' : 'KFold', count, (rows, y) => {
      const random = isShuffled ? randomOf(given.get('random_state'), source) : null;
      if (!isStratified) return plainFolds(rows, count, random);
      if (y === undefined) throw new NotKnown('StratifiedKFold without y is not supported');
      return stratifiedFolds(y, count, random);
    });
  });

export const repeated = (source: RandomSource, isStratified: boolean): ArrayFunction =>
  taking('| n_splits n_repeats random_state', (given) => {
    const [count, repeats] = [given.integer('n_splits', 5), given.integer('n_repeats', 10)];
    return new Splitter('RepeatedKFold', count * repeats, (rows, y) => {
      const random = randomOf(given.get('random_state'), source);
      return Array.from({ length: repeats }, () =>
        isStratified ? stratifiedFolds(y ?? null, count, random) : plainFolds(rows, count, random),
      ).flat();
    });
  });

export const shuffleSplit = (source: RandomSource, isStratified: boolean): ArrayFunction =>
  taking('n_splits | test_size train_size random_state', (given) => {
    const count = given.integer('n_splits', 10);
    return new Splitter(isStratified ? 'StratifiedShuffleSplit' : 'ShuffleSplit', count, (rows, y) => {
      const sizes = partSizes(given, rows, 0.1);
      const random = randomOf(given.get('random_state'), source);
      return Array.from({ length: count }, (): Fold => {
        if (isStratified) return stratified(y ?? null, sizes, random);
        const order = random.permutation(rows);
        return [order.subarray(sizes.test, sizes.test + sizes.train), order.subarray(0, sizes.test)];
      });
    });
  });

export const timeSeries = taking('n_splits | max_train_size test_size gap', (given) => {
  const count = given.integer('n_splits', 5);
  return new Splitter('TimeSeriesSplit', count, (rows) => {
    const size = given.maybeNumber('test_size') ?? Math.floor(rows / (count + 1));
    const [gap, most] = [given.integer('gap', 0), given.maybeNumber('max_train_size')];
    const span = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
    if (rows - gap - size * count <= 0) throw new NotKnown(`${rows} rows do not make ${count} folds`);
    return Array.from({ length: count }, (_, i): Fold => {
      const start = rows - (count - i) * size;
      const end = start - gap;
      return [span(most !== null && most < end ? end - most : 0, end), span(start, start + size)];
    });
  });
});
