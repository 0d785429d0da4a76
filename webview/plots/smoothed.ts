/**
 * An exponential moving average that is not drawn toward zero at its start: each value counts `smoothing` times as much as the one after it. What is
 * no number is left out, and stays as it is.
 * @param smoothing 0 (none) to below 1
 */
export function smoothed(values: Float32Array, smoothing: number): Float32Array<ArrayBuffer> {
  let sum = 0;
  let weight = 0;
  return Float32Array.from(values, (value) => {
    if (!Number.isFinite(value)) return value;
    sum = sum * smoothing + value * (1 - smoothing);
    weight = weight * smoothing + (1 - smoothing);
    return sum / weight;
  });
}
