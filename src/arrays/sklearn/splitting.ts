import { type ArrayFunction, type Given, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { type RandomSource, randomOf } from '../random/source.js';
import { kFold, repeated, shuffleSplit, timeSeries } from './folds.js';
import { partSizes, rowCount, rowsAt, stratified } from './parts.js';

/** `train_test_split`: the two parts of each array in turn. */
function trainTestSplit(source: RandomSource): ArrayFunction {
  return taking('*arrays | test_size train_size random_state shuffle stratify', (given) => {
    const [first] = given.rest;
    if (first === undefined) throw new NotKnown('there is nothing to split');
    const rows = rowCount(first);
    if (given.rest.some((value) => value !== null && rowCount(value) !== rows))
      throw new NotKnown('the arrays to split differ in length');
    const sizes = partSizes(given, rows, 0.25);
    const [train, test] = rowsOfParts(given, rows, sizes, source);
    return given.rest.flatMap((value) => [rowsAt(value, train), rowsAt(value, test)]);
  });
}

function rowsOfParts(
  given: Given,
  rows: number,
  sizes: { train: number; test: number },
  source: RandomSource,
): [Float64Array, Float64Array] {
  const { train, test } = sizes;
  if (!given.flag('shuffle', true)) {
    if (given.has('stratify')) throw new NotKnown('scikit-learn does not stratify without shuffling');
    const order = Float64Array.from({ length: rows }, (_, i) => i);
    return [order.subarray(0, train), order.subarray(train, train + test)];
  }
  const random = randomOf(given.get('random_state'), source);
  if (given.has('stratify')) return stratified(given.need('stratify'), sizes, random);
  const order = random.permutation(rows);
  return [order.subarray(test, test + train), order.subarray(0, test)];
}

const shuffled = (source: RandomSource): ArrayFunction =>
  taking('*arrays | random_state n_samples', (given) => {
    const [first] = given.rest;
    if (first === undefined) throw new NotKnown('there is nothing to shuffle');
    const rows = rowCount(first);
    const order = randomOf(given.get('random_state'), source)
      .permutation(rows)
      .slice(0, given.integer('n_samples', rows));
    const results = given.rest.map((value) => rowsAt(value, order));
    return results.length === 1 ? (results[0] ?? null) : results;
  });

/** Functions and classes of `sklearn.model_selection`, and `sklearn.utils.shuffle`. */
export function splittingFunctions(source: RandomSource): Record<string, ArrayFunction> {
  return {
    'sklearn.model_selection.train_test_split': trainTestSplit(source),
    'sklearn.model_selection.KFold': kFold(source, false),
    'sklearn.model_selection.StratifiedKFold': kFold(source, true),
    'sklearn.model_selection.RepeatedKFold': repeated(source, false),
    'sklearn.model_selection.RepeatedStratifiedKFold': repeated(source, true),
    'sklearn.model_selection.ShuffleSplit': shuffleSplit(source, false),
    'sklearn.model_selection.StratifiedShuffleSplit': shuffleSplit(source, true),
    'sklearn.model_selection.TimeSeriesSplit': timeSeries,
    'sklearn.utils.shuffle': shuffled(source),
  };
}
