import { NotKnown } from '../notKnown.js';
import { MersenneTwister } from './mersenneTwister.js';

/** The draws of NumPy's `RandomState`, number by number as NumPy makes them. */
export class LegacyRandom {
  private twister: MersenneTwister;
  /** The second of a pair of normal numbers. */
  private spare: number | null = null;

  constructor(seed: number | readonly number[]) {
    this.twister = seeded(seed);
  }

  seed(seed: number | readonly number[]): void {
    this.twister = seeded(seed);
    this.spare = null;
  }

  bits(): number {
    return this.twister.next();
  }

  double(): number {
    return this.twister.double();
  }

  /** A normal number by the polar method. */
  gauss(): number {
    if (this.spare !== null) {
      const { spare } = this;
      this.spare = null;
      return spare;
    }
    for (;;) {
      const a = 2 * this.double() - 1;
      const b = 2 * this.double() - 1;
      const square = a * a + b * b;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.spare = factor * a;
      return factor * b;
    }
  }

  /** From 0 up to and with the largest, by masks and rejection. */
  upTo(largest: number): number {
    if (largest === 0) return 0;
    if (largest > 0xffffffff) return this.upToWide(largest);
    if (largest === 0xffffffff) return this.bits();
    const mask = maskOf(largest);
    for (;;) {
      const value = (this.bits() & mask) >>> 0;
      if (value <= largest) return value;
    }
  }

  /** From `low` up to, without `high`. */
  integer(low: number, high: number): number {
    if (high <= low) throw new NotKnown(`there is no whole number from ${low} up to ${high}`);
    return low + this.upTo(high - low - 1);
  }

  /** Exchanges entries at random, from the last to the first. */
  shuffle(length: number, exchange: (a: number, b: number) => void): void {
    for (let i = length - 1; i > 0; i--) exchange(i, this.upTo(i));
  }

  permutation(length: number): Float64Array {
    const order = Float64Array.from({ length }, (_, i) => i);
    this.shuffle(length, (a, b) => {
      [order[a], order[b]] = [order[b] ?? 0, order[a] ?? 0];
    });
    return order;
  }

  private upToWide(largest: number): number {
    if (largest > Number.MAX_SAFE_INTEGER) throw new NotKnown('random numbers of this size are not supported');
    const mask = maskOf(Math.floor(largest / 2 ** 32));
    for (;;) {
      const high = (this.bits() & mask) >>> 0;
      const value = high * 2 ** 32 + this.bits();
      if (value <= largest) return value;
    }
  }
}

function maskOf(largest: number): number {
  return largest === 0 ? 0 : 2 ** (32 - Math.clz32(largest)) - 1;
}

function seeded(seed: number | readonly number[]): MersenneTwister {
  if (typeof seed !== 'number') return MersenneTwister.ofKey(seed);
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) throw new NotKnown(`${seed} is not a valid NumPy seed`);
  return MersenneTwister.ofNumber(seed);
}
