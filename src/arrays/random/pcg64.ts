const MASK_64 = (1n << 64n) - 1n;
const MASK_128 = (1n << 128n) - 1n;
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;

/** The words that NumPy's `SeedSequence` makes of a seed: the state that a generator starts with. */
function seedWords(entropy: readonly number[], count: number): number[] {
  const [multiplyA, multiplyB, mixLeft, mixRight] = [0x931e8875, 0x58f38ded, 0xca01f9dd, 0x4973f715];
  let constant = 0x43b0d7e5;
  const hash = (value: number, multiplier: number) => {
    const mixed = value ^ constant;
    constant = Math.imul(constant, multiplier) >>> 0;
    const product = Math.imul(mixed, constant) >>> 0;
    return (product ^ (product >>> 16)) >>> 0;
  };
  const mix = (a: number, b: number) => {
    const value = (Math.imul(mixLeft, a) - Math.imul(mixRight, b)) >>> 0;
    return (value ^ (value >>> 16)) >>> 0;
  };
  const pool = Array.from({ length: 4 }, (_, i) => hash(entropy[i] ?? 0, multiplyA));
  const into = (place: number, word: number) => {
    pool[place] = mix(pool[place] ?? 0, hash(word, multiplyA));
  };
  for (let from = 0; from < 4; from++) {
    for (let to = 0; to < 4; to++) if (from !== to) into(to, pool[from] ?? 0);
  }
  for (const word of entropy.slice(4)) for (let to = 0; to < 4; to++) into(to, word);
  constant = 0x8b51f9dd;
  return Array.from({ length: count }, (_, i) => hash(pool[i % 4] ?? 0, multiplyB));
}

/** A seed as words of 32 bits, the lowest first. */
function wordsOf(seed: number): number[] {
  const high = Math.floor(seed / 2 ** 32);
  return high > 0 ? [seed >>> 0, high] : [seed >>> 0];
}

/** The bits of NumPy's PCG64: a congruential generator of 128 bits whose halves are folded and turned. */
export class Pcg64 {
  private state: bigint;
  private readonly increment: bigint;
  /** The upper half of a word of which the lower one was taken. */
  private half: number | null = null;

  /** @param seed whole numbers from 0 */
  constructor(seed: readonly number[]) {
    const words = seedWords(seed.flatMap(wordsOf), 8);
    const wide = (at: number) => [1, 0, 3, 2].reduce((all, i) => (all << 32n) | BigInt(words[at + i] ?? 0), 0n);
    const start = wide(0);
    this.increment = ((wide(4) << 1n) | 1n) & MASK_128;
    this.state = (this.increment + start) & MASK_128;
    this.advance();
  }

  /** 64 bits. */
  next(): bigint {
    this.advance();
    const folded = (this.state >> 64n) ^ (this.state & MASK_64);
    const turn = this.state >> 122n;
    return ((folded >> turn) | (folded << (64n - turn))) & MASK_64;
  }

  /** 32 bits: the lower half of a word, then its upper one. */
  next32(): number {
    if (this.half !== null) {
      const { half } = this;
      this.half = null;
      return half;
    }
    const word = this.next();
    this.half = Number(word >> 32n);
    return Number(word & 0xffffffffn);
  }

  /** From 0 up to, without 1. */
  double(): number {
    return Number(this.next() >> 11n) / 2 ** 53;
  }

  private advance(): void {
    this.state = (this.state * MULTIPLIER + this.increment) & MASK_128;
  }
}
