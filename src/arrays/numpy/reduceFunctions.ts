import { type ArrayFunction, type Given, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import type { Arg } from '../values.js';
import type { NdArray } from './ndArray.js';
import { asArray } from './nested.js';
import { type Along, extreme, reduce, sums } from './reductions.js';
import { alongAxis, argsort, sort } from './sorting.js';
import { deviation, mean, percentile, variance } from './statistics.js';

type Reduction = (array: NdArray, along: Along, given: Given) => Arg;

function withoutNaN(array: NdArray): NdArray {
  if (array.numbers().some(Number.isNaN)) throw new NotKnown('statistics that leave out NaN are not supported');
  return array;
}

const largest =
  (sign: number): Reduction =>
  (array, along) =>
    reduce(array, along, 'int64', (entries) => {
      if (entries.length === 0) throw new NotKnown('an array without entries has no largest');
      let best = 0;
      for (let i = 0; i < entries.length; i++) {
        const value = entries[i] ?? 0;
        if (Number.isNaN(value)) return i;
        if ((value - (entries[best] ?? 0)) * sign > 0) best = i;
      }
      return best;
    });

/** Statistics of all entries, or along axes: functions of NumPy and methods of arrays. */
const reductions: Readonly<Record<string, readonly [names: string, Reduction]>> = {
  sum: ['dtype! out! keepdims', (array, along) => sums(array, along)],
  mean: ['dtype! out! keepdims', (array, along) => mean(array, along)],
  std: ['dtype! out! ddof keepdims', (array, along, given) => deviation(array, along, given.number('ddof', 0))],
  var: ['dtype! out! ddof keepdims', (array, along, given) => variance(array, along, given.number('ddof', 0))],
  max: ['out! keepdims', (array, along) => extreme('max')(array, along)],
  min: ['out! keepdims', (array, along) => extreme('min')(array, along)],
  ptp: [
    'out! keepdims',
    (array, along) =>
      reduce(
        array,
        along,
        array.dtype,
        (entries) =>
          entries.reduce((a, b) => Math.max(a, b), -Infinity) - entries.reduce((a, b) => Math.min(a, b), Infinity),
      ),
  ],
  prod: [
    'dtype! out! keepdims',
    (array, along) =>
      reduce(array, along, /^float/.test(array.dtype) ? array.dtype : 'int64', (entries) =>
        entries.reduce((a, b) => a * b, 1),
      ),
  ],
  argmax: ['out! keepdims', largest(1)],
  argmin: ['out! keepdims', largest(-1)],
  any: ['out! keepdims', (array, along) => reduce(array, along, 'bool', (entries) => Number(entries.some(Boolean)))],
  all: ['out! keepdims', (array, along) => reduce(array, along, 'bool', (entries) => Number(entries.every(Boolean)))],
  median: ['out! overwrite_input~ keepdims', (array, along) => percentile(array, along, 0.5)],
  count_nonzero: [
    'keepdims',
    (array, along) =>
      reduce(array, along, 'int64', (entries) => entries.reduce((count, entry) => count + Number(entry !== 0), 0)),
  ],
};

const ofShare = (scale: number): ArrayFunction =>
  taking('a q axis out! overwrite_input~ method! keepdims', (given) => {
    const array = given.array('a');
    const shares = given.need('q');
    if (typeof shares === 'number') return percentile(array, given.along(), shares / scale);
    if (given.has('axis')) throw new NotKnown('several percentiles along an axis are not supported');
    return asArray(given.numbers('q').map((share) => percentile(array, given.along(), share / scale)));
  });

const running = (next: (sum: number, entry: number) => number): ArrayFunction =>
  taking('a axis dtype!', (given) => {
    const array = given.array('a');
    const flat = given.has('axis') ? array : array.withShape([array.size]);
    return alongAxis(flat, given.integer('axis', 0), array.dtype === 'bool' ? 'int64' : array.dtype, (row) => {
      let sum: number | null = null;
      return row.map((entry) => {
        sum = sum === null ? Number(entry) : next(sum, Number(entry));
        return sum;
      });
    });
  });

const ordered = (change: (array: NdArray, axis: number) => NdArray): ArrayFunction =>
  taking('a axis kind~ order! stable~', (given) => {
    const array = given.array('a');
    if (given.get('axis') === null) return change(array.withShape([array.size]), 0);
    return change(array, given.integer('axis', -1));
  });

function reduction(names: string, compute: Reduction): ArrayFunction {
  return taking(`a axis ${names} | where!`, (given) => compute(given.array('a'), given.along(), given));
}

const asNaN: Readonly<Record<string, string>> = {
  nansum: 'sum',
  nanmean: 'mean',
  nanstd: 'std',
  nanmax: 'max',
  nanmin: 'min',
};

const aliases: Readonly<Record<string, string>> = { amax: 'max', amin: 'min', product: 'prod' };

const named = (name: string, own = name): [string, ArrayFunction] => {
  const [names, compute] = reductions[own] ?? ['', () => null];
  return [`numpy.${name}`, reduction(names, compute)];
};

export const reduceFunctions: Readonly<Record<string, ArrayFunction>> = {
  ...Object.fromEntries(Object.keys(reductions).map((name) => named(name))),
  ...Object.fromEntries(Object.entries(aliases).map(([name, own]) => named(name, own))),
  ...Object.fromEntries(
    Object.entries(asNaN).map(([name, plain]) => {
      const [names, compute] = reductions[plain] ?? ['', () => null];
      return [
        `numpy.${name}`,
        taking(`a axis ${names}`, (given) => compute(withoutNaN(given.array('a')), given.along(), given)),
      ];
    }),
  ),
  'numpy.percentile': ofShare(100),
  'numpy.quantile': ofShare(1),
  'numpy.cumsum': running((a, b) => a + b),
  'numpy.cumprod': running((a, b) => a * b),
  'numpy.sort': ordered(sort),
  'numpy.argsort': ordered(argsort),
  'numpy.average': taking('a axis weights!', (given) => mean(given.array('a'), given.along())),
};
