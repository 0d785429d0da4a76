import { type ArrayFunction, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { mapNumbers } from './elementwise.js';
import { placesOfTrue } from './indexing.js';
import { booleans, integers } from './making.js';
import type { NdArray } from './ndArray.js';
import { asArray } from './nested.js';
import { operate } from './operators.js';
import { sums, unwrapped } from './reductions.js';
import { columnStack } from './shaping.js';
import { unique } from './sorting.js';

/** Where a number belongs among ascending ones: behind equal ones, or before them. */
function placeIn(sorted: ArrayLike<number>, value: number, isBehind: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = sorted[middle] ?? 0;
    if (entry < value || (isBehind && entry === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const places = (sorted: ArrayLike<number>, values: NdArray, isBehind: boolean) =>
  unwrapped(
    integers(
      Array.from(values.numbers(), (value) => placeIn(sorted, value, isBehind)),
      values.shape,
    ),
  );

const digitize = taking('x bins right', (given) => {
  const bins = given.array('bins').numbers();
  if ((bins[0] ?? 0) > (bins[bins.length - 1] ?? 0)) throw new NotKnown('descending bins are not supported');
  return places(bins, given.array('x'), !given.flag('right', false));
});

const isIn = taking('element test_elements assume_unique~ | invert kind~', (given) => {
  const set = new Set(given.array('test_elements').scalars());
  const array = given.array('element');
  const invert = given.flag('invert', false);
  return booleans(
    array.scalars().map((value) => set.has(value) !== invert),
    array.shape,
  );
});

const norm = taking('x ord axis keepdims', (given) => {
  if (given.has('ord') && given.get('ord') !== 2) throw new NotKnown('a norm other than 2 is not supported');
  const x = given.array('x').astype('float64');
  const squares = sums(operate('*', x, x), given.along());
  return typeof squares === 'number' ? Math.sqrt(squares) : mapNumbers(asArray(squares), Math.sqrt, 'same');
});

const outer = taking('a b', (given) => {
  const [a, b] = [given.array('a'), given.array('b')];
  return operate('*', a.withShape([a.size, 1]), b.withShape([1, b.size]));
});

/** Functions of NumPy that look for entries, and products and lengths. */
export const searchFunctions: Readonly<Record<string, ArrayFunction>> = {
  'numpy.digitize': digitize,
  'numpy.searchsorted': taking('a v side', (given) =>
    places(given.array('a').numbers(), given.array('v'), given.text('side', 'left') === 'right'),
  ),
  'numpy.isin': isIn,
  'numpy.in1d': isIn,
  'numpy.argwhere': taking('a', (given) => columnStack(placesOfTrue(given.array('a')))),
  'numpy.flatnonzero': taking('a', (given) => {
    const array = given.array('a');
    return placesOfTrue(array.withShape([array.size]))[0] ?? integers([]);
  }),
  'numpy.intersect1d': taking('ar1 ar2', (given) => {
    const other = new Set(given.array('ar2').scalars());
    const { values } = unique(given.array('ar1'));
    return asArray(values.scalars().filter((value) => other.has(value)));
  }),
  'numpy.linalg.norm': norm,
  'numpy.outer': outer,
};
