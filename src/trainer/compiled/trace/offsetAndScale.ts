import type { TensorValues } from '../../../tfjs/nodeBackend.js';

/** `values = offset + scale * standard`, as exactly as float32 tells. */
export interface OffsetAndScale {
  readonly offset: number;
  readonly scale: number;
  /** By how much the two may be off. */
  readonly uncertainty: number;
}

/** Rounding of a float32, relative, with room for the few operations that the numbers went through. */
const NOISE = 2 ** -22;

/** Two parameters of the same function, found from different draws. */
export function sameOffsetAndScale(a: OffsetAndScale, b: OffsetAndScale): boolean {
  const tolerance = a.uncertainty + b.uncertainty;
  return Math.abs(a.offset - b.offset) <= tolerance && Math.abs(a.scale - b.scale) <= tolerance;
}

/** Finds the parameters by which `values` were made of `standard` (both of one length); null where there are none. */
export function offsetAndScaleOf(standard: TensorValues, values: TensorValues): OffsetAndScale | null {
  let [low, high, largest] = [0, 0, 0];
  const at = (array: TensorValues, index: number) => array[index] ?? Number.NaN;
  for (let index = 0; index < standard.length; index++) {
    if (at(standard, index) < at(standard, low)) low = index;
    if (at(standard, index) > at(standard, high)) high = index;
    largest = Math.max(largest, Math.abs(at(values, index)));
  }
  const range = at(standard, high) - at(standard, low);
  // One number, or all equal, do not tell two parameters apart.
  if (!(range > 0)) return null;
  const scale = (at(values, high) - at(values, low)) / range;
  const offset = at(values, low) - scale * at(standard, low);
  const reach = Math.max(Math.abs(at(standard, low)), Math.abs(at(standard, high)));
  const noise = NOISE * (largest + Math.abs(scale) * reach);
  for (let index = 0; index < standard.length; index++) {
    // So written that NaN does not fit.
    if (!(Math.abs(offset + scale * at(standard, index) - at(values, index)) <= 4 * noise)) return null;
  }
  const uncertainty = noise * (1 + (2 * (1 + reach)) / range);
  return { offset: shortest(offset, uncertainty), scale: shortest(scale, uncertainty), uncertainty };
}

/** The number of fewest digits that is as good: parameters are written with few. */
function shortest(value: number, uncertainty: number): number {
  if (Math.abs(value) <= uncertainty) return 0;
  for (let digits = 1; digits <= 8; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.abs(candidate - value) <= uncertainty) return candidate;
  }
  return value;
}
