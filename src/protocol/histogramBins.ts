/**
 * Bins of a gradient histogram: signed and log-spaced, so that 1e-12 and 1e3 are told apart in one picture.
 * From left to right: negatives from large to small, one bin around zero, positives from small to large.
 */
export const SMALLEST_EXPONENT = -12;
const LARGEST_EXPONENT = 3;
export const BINS_PER_DECADE = 4;

const binsPerSign = (LARGEST_EXPONENT - SMALLEST_EXPONENT) * BINS_PER_DECADE;

/** Number of bins: both signs plus the bin of everything with |g| < 1e-12. */
export const HISTOGRAM_BINS = 2 * binsPerSign + 1;

/** The magnitudes, ascending, that separate the bins of one sign: 1e-12 ... 1e3. Larger values fall into the outermost bin. */
export const HISTOGRAM_EDGES: readonly number[] = Array.from(
  { length: binsPerSign + 1 },
  (_, index) => 10 ** (SMALLEST_EXPONENT + index / BINS_PER_DECADE),
);
