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
import { Pcg64 } from './pcg64.js';
import { normal } from './ziggurat.js';

/** From 0 up to and with the largest, without a division, as Lemire does it. */
function upTo(bits: Pcg64, largest: number): number {
  if (largest === 0) return 0;
  if (largest >= 0xffffffff) throw new NotKnown('random numbers of this size are not supported');
  const count = BigInt(largest + 1);
  const least = (0x100000000n - count) % count;
  for (;;) {
    const product = BigInt(bits.next32()) * count;
    if ((product & 0xffffffffn) >= least) return Number(product >> 32n);
  }
}

/** The same by masks and rejection: NumPy shuffles so. */
function maskedUpTo(bits: Pcg64, largest: number): number {
  const mask = 2 ** (32 - Math.clz32(largest)) - 1;
  for (;;) {
    const value = (bits.next32() & mask) >>> 0;
    if (value <= largest) return value;
  }
}

/** Exchanges entries at random, from the last one to the one after `first`. */
function exchange(order: unknown[] | Float64Array, first: number, draw: (largest: number) => number): void {
  for (let i = order.length - 1; i >= first; i--) {
    const other = draw(i);
    [order[i], order[other]] = [order[other] as never, order[i] as never];
  }
}

function places(length: number): Float64Array {
  return Float64Array.from({ length: checkedSize([length]) }, (_, i) => i);
}

function orderOf(bits: Pcg64, length: number): Float64Array {
  const order = places(length);
  exchange(order, 1, (largest) => maskedUpTo(bits, largest));
  return order;
}

type Draw = (bits: Pcg64) => ArrayFunction;

const whole: Draw = (bits) =>
  taking('low high size dtype endpoint', (given) => {
    const [low, high] = given.has('high')
      ? [given.integer('low', 0), given.integer('high', 0)]
      : [0, given.integer('low', 0)];
    const largest = high - low - (given.flag('endpoint', false) ? 0 : 1);
    if (largest < 0) throw new NotKnown(`there is no whole number from ${low} up to ${high}`);
    const dtype = given.dtype('int64');
    if (/8|16|bool/.test(dtype)) throw new NotKnown(`random whole numbers of ${dtype} are not supported`);
    const numbers = drawn(sizeOf(given), () => low + upTo(bits, largest), true);
    return numbers instanceof NdArray ? numbers.astype(dtype) : numbers;
  });

const choice: Draw = (bits) =>
  taking('a size replace p axis shuffle', (given) => {
    if (given.integer('axis', 0) !== 0) throw new NotKnown('a choice along another axis is not supported');
    const from = given.need('a');
    const entries = typeof from === 'number' ? integers(places(from)) : asArray(from);
    const size = sizeOf(given);
    const drawnPlaces = placesOf(bits, given, entries.shape[0] ?? 0, size ? checkedSize(size) : 1);
    const picked = takeRows(entries, drawnPlaces);
    return size
      ? picked.withShape([...size, ...entries.shape.slice(1)])
      : unwrapped(picked.withShape(entries.shape.slice(1)));
  });

function placesOf(bits: Pcg64, given: Given, count: number, wanted: number): Float64Array {
  const replace = given.flag('replace', true);
  if (given.has('p')) {
    if (!replace) throw new NotKnown('a choice by probabilities without replacement is not supported');
    let sum = 0;
    const sums = Array.from(given.array('p').numbers(), (share) => (sum += share));
    const place = placeOf(sums.map((each) => each / sum));
    return Float64Array.from({ length: wanted }, () => place(bits.double()));
  }
  if (replace) return Float64Array.from({ length: wanted }, () => upTo(bits, count - 1));
  if (wanted > count) throw new NotKnown(`${count} entries are too few for ${wanted} different ones`);
  return differentPlaces(bits, count, wanted, given.flag('shuffle', true));
}

/** Of very many entries, the last are drawn by exchanges; else by Floyd's algorithm. */
function differentPlaces(bits: Pcg64, count: number, wanted: number, shuffles: boolean): Float64Array {
  const draw = (largest: number) => upTo(bits, largest);
  if (count > 10_000 && wanted > Math.floor(count / (shuffles ? 50 : 20))) {
    const order = places(count);
    exchange(order, Math.max(count - wanted, 1), draw);
    return order.subarray(count - wanted);
  }
  const found = new Set<number>();
  for (let largest = count - wanted; largest < count; largest++) {
    const place = draw(largest);
    found.add(found.has(place) ? largest : place);
  }
  const order = Float64Array.from(found);
  if (shuffles) exchange(order, 1, draw);
  return order;
}

const permutation: Draw = (bits) =>
  taking('x axis', (given) => {
    if (given.integer('axis', 0) !== 0) throw new NotKnown('a permutation along another axis is not supported');
    const value = given.need('x');
    if (typeof value === 'number') return integers(orderOf(bits, value));
    const array = asArray(value);
    return takeRows(array, orderOf(bits, array.shape[0] ?? 0));
  });

const shuffle: Draw = (bits) =>
  taking('x axis', (given) => {
    if (given.integer('axis', 0) !== 0) throw new NotKnown('shuffling along another axis is not supported');
    const value = given.need('x');
    if (value instanceof NdArray) {
      setItem(value, [new Name('Ellipsis')], takeRows(value, orderOf(bits, value.shape[0] ?? 0)));
      return null;
    }
    if (!isList(value)) throw new NotKnown('shuffling something other than an array or list is not supported');
    exchange(value as Arg[], 1, (largest) => maskedUpTo(bits, largest));
    return null;
  });

const doubles: Draw = (bits) => taking('size dtype!', (given) => drawn(sizeOf(given), () => bits.double()));

const methods: Readonly<Record<string, Draw>> = {
  random: doubles,
  uniform: (bits) => scaled('low', 0, 'high', 1, (low, high) => low + (high - low) * bits.double()),
  normal: (bits) => scaled('loc', 0, 'scale', 1, (loc, scale) => loc + scale * normal(bits)),
  standard_normal: (bits) => taking('size dtype!', (given) => drawn(sizeOf(given), () => normal(bits))),
  integers: whole,
  choice,
  permutation,
  shuffle,
};

/** `np.random.default_rng(seed)`, with the numbers of NumPy's PCG64. */
class RandomGenerator extends ArrayObject {
  override readonly type = 'Generator';

  constructor(private readonly bits: Pcg64) {
    super();
  }

  override method(name: string, args: Args): Arg {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (!method) return super.method(name, args);
    return method(this.bits)(args, name);
  }
}

/** @param seed a whole number, or several; null where the source gives none */
export function randomGenerator(seed: Arg, otherwise: number): Arg {
  if (seed instanceof RandomGenerator) return seed;
  const numbers = seed === null ? [otherwise] : typeof seed === 'number' ? [seed] : Array.from(asArray(seed).numbers());
  if (numbers.some((each) => !Number.isSafeInteger(each) || each < 0))
    throw new NotKnown('this kind of seed is not supported');
  return new RandomGenerator(new Pcg64(numbers));
}
