/** Relative deviation at which a compiled step is taken to be wrong. */
const TOLERANCE = 1e-4;

/** Norms below this are noise of float32. */
const NOISE = 1e-12;

/**
 * Whether two results of one step agree but for float32's noise. Arrays are compared by the norm of their difference: where a gradient is
 * next to zero, an optimizer that divides by its size turns noise into a whole step of a single weight.
 */
export function agree(compiled: ArrayLike<number>, eager: ArrayLike<number>): boolean {
  if (compiled.length !== eager.length) return false;
  let [difference, size] = [0, 0];
  for (let index = 0; index < eager.length; index++) {
    const [a, b] = [compiled[index] as number, eager[index] as number];
    if (Object.is(a, b)) {
      size += b * b;
      continue;
    }
    difference += (a - b) * (a - b);
    size += b * b;
  }
  return Math.sqrt(difference) <= TOLERANCE * Math.sqrt(size) + NOISE;
}
