import { type Normalize, scaled, scaleFor } from './scale.js';
import { Statistics } from './statistics.js';

/** Scales inputs: each column of a table by itself, pictures and sequences as a whole. */
export function normalized(x: Float32Array, inputShape: readonly number[], how: Normalize): Float32Array {
  if (how === undefined || how === 'none') return x;
  const columns = inputShape.length === 1 ? (inputShape[0] ?? 1) : 1;
  const statistics = Array.from({ length: columns }, () => new Statistics());
  x.forEach((value, place) => {
    statistics[place % columns]?.add(value);
  });
  const scales = statistics.map((column) => scaleFor(how, column));
  return x.map((value, place) => {
    const scale = scales[place % columns];
    return scale ? scaled(value, scale) : value;
  });
}
