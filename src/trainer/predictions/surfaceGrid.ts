import type { Range } from '../../protocol/streams/predictions.js';

/** Points along each of two axes, and along a single one. */
const SIDE = 48;
const CURVE = 201;
/** Outputs beyond which no surface is kept. */
const MOST_OUTPUTS = 16;
/** Beyond the data on each side, as a share of its range. */
const MARGIN = 0.1;

/** Points of the surface of a model whose sample has this shape; 0 for none. @param outputs values that it makes of a sample */
export function surfacePoints(input: readonly number[], outputs: number): number {
  const [axes = 0] = input;
  if (input.length !== 1 || outputs > MOST_OUTPUTS) return 0;
  return axes === 2 ? SIDE * SIDE : axes === 1 ? CURVE : 0;
}

export interface Grid {
  readonly x: Range;
  readonly y: Range | null;
  /** Point by point, x fastest. */
  readonly inputs: Float32Array;
}

/** Evenly spread inputs over the samples' range and a little beyond. @param axes inputs of the model: 1 or 2 */
export function surfaceGrid(samples: Float32Array, axes: number): Grid {
  const x = axisRange(samples, 0, axes);
  if (axes === 1) return { x, y: null, inputs: Float32Array.from({ length: CURVE }, (_, at) => along(x, at, CURVE)) };
  const y = axisRange(samples, 1, axes);
  return { x, y, inputs: pairs(x, y, SIDE) };
}

/** All pairs of evenly spread values of two axes, x fastest. @param side values of an axis */
export function pairs(x: Range, y: Range, side: number): Float32Array {
  const inputs = new Float32Array(2 * side * side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      inputs.set([along(x, column, side), along(y, row, side)], 2 * (row * side + column));
    }
  }
  return inputs;
}

const along = ([low, high]: Range, at: number, points: number): number => low + ((high - low) * at) / (points - 1);

function axisRange(samples: Float32Array, axis: number, axes: number): Range {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = axis; at < samples.length; at += axes) {
    const value = samples[at] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [-1, 1];
  const beyond = (high - low) * MARGIN || 1;
  return [low - beyond, high + beyond];
}
