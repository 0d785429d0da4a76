/** Random numbers that a seed decides, so that a run can be repeated. */
export interface SeededRandom {
  /** From 0, below 1. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** A whole number from 0, below `limit`. */
  below(limit: number): number;
}

/** What data is made and shuffled with where no seed is given. */
export const DEFAULT_SEED = 1;

/** Two seeds, such as a seed and an epoch or a row, make one stream of their own. */
export function seededRandom(seed: number, stream = 0): SeededRandom {
  let state = mix(mix(seed) ^ Math.imul(stream + 1, 0x9e3779b1));
  let spare: number | null = null;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return { uniform, normal, below: (limit) => Math.floor(uniform() * limit) };
}

/** Spreads a whole number over 32 bits. */
function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
