const N = 624;
const M = 397;

/**
 * MT19937, as NumPy's `RandomState` and Python's `random` draw from it.
 *
 * Source: M. Matsumoto, T. Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudorandom number generator", 1998.
 */
export class MersenneTwister {
  private readonly state = new Uint32Array(N);
  private at = N;

  /** State from one number, as NumPy seeds it. */
  static ofNumber(seed: number): MersenneTwister {
    const twister = new MersenneTwister();
    twister.fill(seed >>> 0);
    return twister;
  }

  /** State from a list of numbers of 32 bits, as Python and NumPy's lists of seeds make it. */
  static ofKey(key: readonly number[]): MersenneTwister {
    const twister = new MersenneTwister();
    const { state } = twister;
    twister.fill(19650218);
    let i = 1;
    const before = () => ((state[i - 1] ?? 0) ^ ((state[i - 1] ?? 0) >>> 30)) >>> 0;
    const next = () => {
      if (++i < N) return;
      state[0] = state[N - 1] ?? 0;
      i = 1;
    };
    for (let k = 0; k < Math.max(N, key.length); k++) {
      const j = k % key.length;
      state[i] = ((state[i] ?? 0) ^ Math.imul(before(), 1664525)) + (key[j] ?? 0) + j;
      next();
    }
    for (let k = 1; k < N; k++) {
      state[i] = ((state[i] ?? 0) ^ Math.imul(before(), 1566083941)) - i;
      next();
    }
    state[0] = 0x80000000;
    return twister;
  }

  /** 32 random bits. */
  next(): number {
    if (this.at >= N) this.twist();
    let bits = this.state[this.at++] ?? 0;
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return (bits ^ (bits >>> 18)) >>> 0;
  }

  /** From 0 up to 1, of 53 random bits. */
  double(): number {
    const [high, low] = [this.next() >>> 5, this.next() >>> 6];
    return (high * 67108864 + low) / 9007199254740992;
  }

  private fill(seed: number): void {
    this.state[0] = seed;
    for (let i = 1; i < N; i++) {
      const before = this.state[i - 1] ?? 0;
      this.state[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
    }
  }

  private twist(): void {
    const { state } = this;
    for (let i = 0; i < N; i++) {
      const bits = ((state[i] ?? 0) & 0x80000000) | ((state[(i + 1) % N] ?? 0) & 0x7fffffff);
      state[i] = (state[(i + M) % N] ?? 0) ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0);
    }
    this.at = 0;
  }
}
