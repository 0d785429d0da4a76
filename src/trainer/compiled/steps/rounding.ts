import type { Tensor, Tfjs, Variable } from '../../../tfjs/tfjs.js';

/** By how much a number is moved, relative: as far as the sum of some hundred rounded numbers may be off. */
const NUDGE = 2 ** -20;
/** What rounding does in one order of operations may be so many times what a nudge does. */
const ROOM = 8;
/** Nudges that are tried: one alone may leave a sum as it is. */
const SEEDS = [1, 2, 3];
/** What all numbers are moved by in the same direction: a long sum whose terms are alike is off by as much of all of them, whatever is left of it. */
const DRIFT = 2 ** -22;
/** Batches of more numbers are not copied. */
const MOST_NUMBERS = 2 ** 26;

/** What a step starts from. */
export interface Start {
  readonly startOf: (variable: Variable) => Tensor;
  /** Its batch. */
  readonly tensors: readonly (Tensor | null)[];
}

/**
 * What a step gives where all that it starts from is moved by about as much as float32's rounding moves it.
 *
 * Where numbers almost cancel (a loss of predictions next to their targets, a variance beside a large mean), rounding alone makes large
 * relative differences, and no fixed tolerance tells them from faults. This measures how large: the step's condition (N. Higham, Accuracy
 * and Stability of Numerical Algorithms, section 1.6).
 */
export function nudgedResults<T>(tf: Tfjs, start: Start, compute: (start: Start) => T | null): T[] {
  const results = [...SEEDS.map(randomNudges), () => DRIFT].map((nudge) => {
    const made: Tensor[] = [];
    const moved = (tensor: Tensor, move: (value: number) => number) => {
      if (tensor.dtype !== 'float32' || tensor.size > MOST_NUMBERS) return tensor;
      const copy = tf.tensor(Float32Array.from(tensor.dataSync(), move), tensor.shape);
      made.push(copy);
      return copy;
    };
    const anyNumber = (value: number) => value * (1 + nudge());
    // A batch's whole numbers may be classes or indices; and sums of them are hardly rounded.
    const broken = (value: number) => (Number.isInteger(value) ? value : anyNumber(value));
    try {
      return compute({
        startOf: (variable) => moved(start.startOf(variable), anyNumber),
        tensors: start.tensors.map((tensor) => tensor && moved(tensor, broken)),
      });
    } finally {
      tf.dispose(made);
    }
  });
  return results.filter((result) => result !== null);
}

/** Norm of the difference that rounding may make of a result. @param moved what nudges made of it */
export function roundingOf(result: ArrayLike<number>, moved: readonly ArrayLike<number>[]): number {
  return ROOM * Math.max(0, ...moved.map((other) => distance(result, other)).filter(Number.isFinite));
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += ((a[index] as number) - (b[index] as number)) ** 2;
  return Math.sqrt(sum);
}

/** Numbers up to NUDGE, of both signs, the same for a seed (G. Marsaglia's xorshift). */
function randomNudges(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return NUDGE * (state / 2 ** 31);
  };
}
