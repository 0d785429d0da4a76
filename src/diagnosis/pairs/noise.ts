/** Values at the end of a curve that its noise is taken from. */
const LAST = 12;

/**
 * Standard deviation of a curve about its own course near its end: how far each value is from the mean of its two neighbors, by which a steady rise
 * or fall does not count. Gasser, Sroka and Jennen-Steinmetz 1986, Biometrika 73. NaN of fewer than three values.
 */
export function noiseOf(curve: readonly number[]): number {
  const values = curve.slice(-LAST).filter(Number.isFinite);
  const squares = values.slice(1, -1).map((value, index) => {
    const around = ((values[index] ?? value) + (values[index + 2] ?? value)) / 2;
    return (around - value) ** 2;
  });
  if (squares.length === 0) return Number.NaN;
  // A value less the mean of two others has one and a half times the variance of one.
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length / 1.5);
}
