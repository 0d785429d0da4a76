interface Spread {
  /** Of the values that are finite. */
  readonly count: number;
  readonly mean: number;
  /** Standard deviation of a sample (n − 1); NaN for a single value. */
  readonly deviation: number;
}

/** Mean and deviation of the values that are there. */
export function spreadOf(all: Float32Array): Spread {
  const values = [...all].filter(Number.isFinite);
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : Number.NaN };
}
