import { type ArrayFunction, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { type Arg, isList } from '../values.js';
import { MersenneTwister } from './mersenneTwister.js';

/** The draws of Python's own module `random`. */
class PythonRandom {
  private twister: MersenneTwister;

  constructor(seed: number) {
    this.twister = MersenneTwister.ofKey(keyOf(seed));
  }

  seed(seed: number): void {
    this.twister = MersenneTwister.ofKey(keyOf(seed));
  }

  double(): number {
    return this.twister.double();
  }

  /** From 0 up to, without the limit. */
  below(limit: number): number {
    if (!Number.isInteger(limit) || limit < 1 || limit > 2 ** 31)
      throw new NotKnown('random numbers of this range are not supported');
    const bits = 32 - Math.clz32(limit);
    for (;;) {
      const value = this.twister.next() >>> (32 - bits);
      if (value < limit) return value;
    }
  }
}

function keyOf(seed: number): number[] {
  if (!Number.isInteger(seed)) throw new NotKnown(`${seed} is not a supported seed`);
  const size = Math.abs(seed);
  const high = Math.floor(size / 2 ** 32);
  return high > 0 ? [size % 2 ** 32, high] : [size];
}

function listOf(value: Arg): Arg[] {
  if (isList(value)) return value as Arg[];
  throw new NotKnown('random choices from something other than a list are not supported');
}

function sampled(random: PythonRandom, population: readonly Arg[], count: number): Arg[] {
  const size = population.length;
  if (count > size || count < 0) throw new NotKnown(`${size} entries are too few for a sample of ${count}`);
  const setSize = count > 5 ? 21 + 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 21;
  if (size <= setSize) {
    const pool = [...population];
    return Array.from({ length: count }, (_, i) => {
      const at = random.below(size - i);
      const picked = pool[at] ?? null;
      pool[at] = pool[size - i - 1] ?? null;
      return picked;
    });
  }
  const places = new Set<number>();
  while (places.size < count) places.add(random.below(size));
  return Array.from(places, (at) => population[at] ?? null);
}

/** Functions of `random`, from one state; its start is any where the program sets none. */
export function pythonRandomFunctions(start: number): Record<string, ArrayFunction> {
  const random = new PythonRandom(start);
  return {
    'random.seed': taking('a version~', (given) => {
      random.seed(given.number('a', start));
      return null;
    }),
    'random.random': taking('', () => random.double()),
    'random.uniform': taking(
      'a b',
      (given) => given.number('a', 0) + (given.number('b', 1) - given.number('a', 0)) * random.double(),
    ),
    'random.randint': taking(
      'a b',
      (given) => given.integer('a', 0) + random.below(given.integer('b', 1) - given.integer('a', 0) + 1),
    ),
    'random.randrange': taking('start stop', (given) => {
      const [low, high] = given.has('stop')
        ? [given.integer('start', 0), given.integer('stop', 1)]
        : [0, given.integer('start', 1)];
      return low + random.below(high - low);
    }),
    'random.choice': taking('seq', (given) => {
      const list = listOf(given.need('seq'));
      return list[random.below(list.length)] ?? null;
    }),
    'random.sample': taking('population k', (given) =>
      sampled(random, listOf(given.need('population')), given.integer('k', 1)),
    ),
    'random.shuffle': taking('x', (given) => {
      const list = listOf(given.need('x'));
      for (let i = list.length - 1; i > 0; i--) {
        const at = random.below(i + 1);
        [list[i], list[at]] = [list[at] ?? null, list[i] ?? null];
      }
      return null;
    }),
  };
}
