import { checkedSize } from '../budget.js';
import { type ArrayFunction, type Given, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { setItem, takeRows } from '../numpy/indexing.js';
import { integers } from '../numpy/making.js';
import { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import { unwrapped } from '../numpy/reductions.js';
import { type Arg, type Args, ArrayObject, isList, Name } from '../values.js';
import { drawn, placeOf, scaled, sizeOf } from './drawing.js';
import type { LegacyRandom } from './legacyRandom.js';

const uniform: Draw = (random) => scaled('low', 0, 'high', 1, (low, high) => low + (high - low) * random.double());
const normal: Draw = (random) => scaled('loc', 0, 'scale', 1, (loc, scale) => loc + scale * random.gauss());

/** Sizes given one by one: `rand(2, 3)`. */
function sizesOf({ rest }: Given): number[] | null {
  if (rest.length === 0) return null;
  if (rest.every((size) => typeof size === 'number')) return [...rest];
  throw new NotKnown('a size that is not a number is not supported');
}

function placesDrawn(random: LegacyRandom, given: Given, count: number, wanted: number): Float64Array {
  const replace = given.flag('replace', true);
  if (given.has('p')) return weighted(random, given.array('p').numbers(), wanted, replace);
  return replace
    ? Float64Array.from({ length: wanted }, () => random.integer(0, count))
    : withoutReplacement(random, count, wanted);
}

const choice = (random: LegacyRandom): ArrayFunction =>
  taking('a size replace p', (given) => {
    const from = given.need('a');
    const entries = typeof from === 'number' ? integers(range(from)) : asArray(from);
    const size = sizeOf(given);
    const places = placesDrawn(random, given, entries.shape[0] ?? 0, size ? checkedSize(size) : 1);
    const picked = takeRows(entries, places);
    return size
      ? picked.withShape([...size, ...entries.shape.slice(1)])
      : unwrapped(picked.withShape(entries.shape.slice(1)));
  });

const range = (length: number) => Float64Array.from({ length: checkedSize([length]) }, (_, i) => i);

function withoutReplacement(random: LegacyRandom, count: number, wanted: number): Float64Array {
  if (wanted > count) throw new NotKnown(`${count} entries are too few for ${wanted} different ones`);
  return random.permutation(count).subarray(0, wanted);
}

/** Places drawn by probabilities: by the place of a uniform number in their sums. */
function weighted(random: LegacyRandom, shares: ArrayLike<number>, wanted: number, replace: boolean): Float64Array {
  const left = Array.from(shares);
  if (replace) return draw(wanted);
  const found: number[] = [];
  if (left.filter((share) => share > 0).length < wanted) throw new NotKnown('there are too few entries to draw');
  while (found.length < wanted) {
    // As NumPy does: all numbers are drawn at once, then each new entry is kept once.
    const numbers = Array.from({ length: wanted - found.length }, () => random.double());
    for (const place of found) left[place] = 0;
    const fresh = new Set(numbers.map(placeOf(cumulated())));
    found.push(...fresh);
  }
  return Float64Array.from(found);

  function draw(count: number): Float64Array {
    const place = placeOf(cumulated());
    return Float64Array.from({ length: count }, () => place(random.double()));
  }
  function cumulated(): number[] {
    let sum = 0;
    const sums = left.map((share) => (sum += share));
    return sums.map((each) => each / sum);
  }
}

const randint = (random: LegacyRandom): ArrayFunction =>
  taking('low high size dtype', (given) => {
    const [low, high] = given.has('high')
      ? [given.integer('low', 0), given.integer('high', 0)]
      : [0, given.integer('low', 0)];
    const dtype = given.dtype('int64');
    if (/8|16|bool/.test(dtype)) throw new NotKnown(`random whole numbers of ${dtype} are not supported`);
    const numbers = drawn(sizeOf(given), () => random.integer(low, high), true);
    return numbers instanceof NdArray ? numbers.astype(dtype) : numbers;
  });

const permutation = (random: LegacyRandom): ArrayFunction =>
  taking('x', (given) => {
    const value = given.need('x');
    if (typeof value === 'number') return integers(random.permutation(value));
    const array = asArray(value);
    return takeRows(array, random.permutation(array.shape[0] ?? 0));
  });

const shuffle = (random: LegacyRandom): ArrayFunction =>
  taking('x', (given) => {
    const value = given.need('x');
    if (!(value instanceof NdArray)) {
      if (!isList(value)) throw new NotKnown('shuffling something other than an array or list is not supported');
      const list = value as Arg[];
      random.shuffle(list.length, (a, b) => {
        [list[a], list[b]] = [list[b] ?? null, list[a] ?? null];
      });
      return null;
    }
    const order = random.permutation(value.shape[0] ?? 0);
    const rows = takeRows(value, order);
    setItem(value, [new Name('Ellipsis')], rows);
    return null;
  });

const poisson = (random: LegacyRandom): ArrayFunction =>
  taking('lam size', (given) => {
    const lam = given.number('lam', 1);
    if (lam >= 10) throw new NotKnown('Poisson numbers of a mean of 10 or more are not supported');
    const enough = Math.exp(-lam);
    return drawn(
      sizeOf(given),
      () => {
        let count = 0;
        for (let product = random.double(); product > enough; product *= random.double()) count++;
        return count;
      },
      true,
    );
  });

type Draw = (random: LegacyRandom) => ArrayFunction;

const doubles: Draw = (random) => taking('size', (given) => drawn(sizeOf(given), () => random.double()));

/** Methods of `RandomState`, which are functions of `numpy.random` too. */
export const randomMethods: Readonly<Record<string, Draw>> = {
  rand: (random) => taking('*sizes', (given) => drawn(sizesOf(given), () => random.double())),
  randn: (random) => taking('*sizes', (given) => drawn(sizesOf(given), () => random.gauss())),
  random: doubles,
  random_sample: doubles,
  ranf: doubles,
  sample: doubles,
  uniform,
  normal,
  standard_normal: (random) => taking('size', (given) => drawn(sizeOf(given), () => random.gauss())),
  exponential: (random) =>
    taking('scale size', (given) =>
      drawn(sizeOf(given), () => -Math.log(1 - random.double()) * given.number('scale', 1)),
    ),
  poisson,
  randint,
  random_integers: (random) =>
    taking('low high size', (given) => {
      const [low, high] = given.has('high')
        ? [given.integer('low', 1), given.integer('high', 1)]
        : [1, given.integer('low', 1)];
      return drawn(sizeOf(given), () => random.integer(low, high + 1), true);
    }),
  choice,
  permutation,
  shuffle,
  seed: (random) =>
    taking('seed', (given) => {
      if (given.has('seed')) random.seed(seedOf(given.need('seed')));
      return null;
    }),
};

function seedOf(value: Arg): number | number[] {
  if (typeof value === 'number') return value;
  return Array.from(asArray(value).numbers());
}

/** `np.random.RandomState(seed)`. */
export class RandomState extends ArrayObject {
  override readonly type = 'RandomState';

  constructor(readonly random: LegacyRandom) {
    super();
  }

  override method(name: string, args: Args): Arg {
    const method = Object.hasOwn(randomMethods, name) ? randomMethods[name] : undefined;
    if (!method) return super.method(name, args);
    return method(this.random)(args, name);
  }
}
