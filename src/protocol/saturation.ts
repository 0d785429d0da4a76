/** Outputs below `low` or above `high` count as saturated. */
export interface SaturationBounds {
  readonly low: number;
  readonly high: number;
}

/** Smallest normal float32, and the largest below 1: with them `below low` is exactly 0 and `above high` exactly 1. */
const ABOVE_ZERO = 1.1754944e-38;
const BELOW_ONE = 1 - 2 ** -24;

/**
 * By tfjs's name of an activation, what counts as saturated: outputs where less than 4% of the activation's largest derivative is left for
 * the gradient. That is 4.6 from the center for a sigmoid, and 2.3 for a tanh, which is the same curve at twice the pace. A hard sigmoid
 * is flat outside its slope, so only its very ends count. Other activations have no bounds or, as a softmax, may well be at them.
 */
export const SATURATION: ReadonlyMap<string, SaturationBounds> = new Map([
  ['sigmoid', { low: 0.01, high: 0.99 }],
  ['tanh', { low: -0.98, high: 0.98 }],
  ['softsign', { low: -0.8, high: 0.8 }],
  ['hardSigmoid', { low: ABOVE_ZERO, high: BELOW_ONE }],
]);
