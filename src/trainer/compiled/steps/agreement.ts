/** Relative deviation at which a compiled step is taken to be wrong. */
const TOLERANCE = 1e-4;

/**
 * Share of the usual size of values of a kind that is float32's noise: of a bias in front of a batch normalization, say, whose gradient
 * is a sum of many terms that cancel each other.
 */
const NOISE = 1e-5;

/** In place of a difference where the eager step itself made numbers that are not finite: they tell nothing, and what follows is eager. */
export const NOT_FINITE = 'numbers that are NaN or infinite';

export function allFinite(values: ArrayLike<number>): boolean {
  for (let index = 0; index < values.length; index++) if (!Number.isFinite(values[index])) return false;
  return true;
}

/** Values of a step, with what they are: weights, a slot of the optimizer's, another variable. */
export interface ComparedValues {
  readonly name: string;
  readonly kind: string;
  /** The trained variable that a slot, or the weights, belong to; null for others. */
  readonly owner: object | null;
  readonly compiled: ArrayLike<number>;
  readonly eager: ArrayLike<number>;
}

/** Whether two results of one step agree but for float32's noise. @param noise of one element */
export function agree(compiled: ArrayLike<number>, eager: ArrayLike<number>, noise = 1e-7): boolean {
  if (compiled.length !== eager.length) return false;
  let [difference, size] = [0, 0];
  for (let index = 0; index < eager.length; index++) {
    const [a, b] = [compiled[index] as number, eager[index] as number];
    if (!Object.is(a, b)) difference += (a - b) * (a - b);
    size += b * b;
  }
  return Math.sqrt(difference) <= TOLERANCE * Math.sqrt(size) + noise * Math.sqrt(eager.length);
}

/**
 * The first values that do not agree. Arrays are compared by the norm of their difference, and measured against others of their kind:
 * where a gradient is next to zero, an optimizer that divides by its size makes whole steps of noise, so that such weights tell nothing.
 * @param rounding norm of the difference that rounding may make of values
 */
export function firstDifference(
  values: readonly ComparedValues[],
  rounding: (values: ComparedValues) => number = () => 0,
): ComparedValues | null {
  const largest = new Map<string, number>();
  for (const { kind, eager } of values) largest.set(kind, Math.max(largest.get(kind) ?? 0, rms(eager)));
  const noiseOf = ({ kind }: ComparedValues) => NOISE * (largest.get(kind) ?? 0);
  const noisy = new Set(
    values.filter((each) => each.kind.startsWith('slot') && rms(each.eager) <= noiseOf(each)).map(({ owner }) => owner),
  );
  return (
    values.find((each) => {
      if (each.owner !== null && noisy.has(each.owner)) return false;
      return !agree(each.compiled, each.eager, noiseOf(each) + rounding(each) / Math.sqrt(each.eager.length));
    }) ?? null
  );
}

function rms(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += (values[index] as number) ** 2;
  return Math.sqrt(sum / Math.max(1, values.length));
}
