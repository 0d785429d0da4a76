import type { Domain } from '../heatmap/scale.js';

/** Decades that a trend covers at least, so that noise does not look like change. */
const SMALLEST_SPAN = 2;

/** Exponents of ten from the least to the greatest finite norm, widened about their middle. */
export function trendDomain(norms: Float32Array): Domain {
  const exponents = [...norms].filter((norm) => norm > 0 && Number.isFinite(norm)).map((norm) => Math.log10(norm));
  if (exponents.length === 0) return { low: -1, high: 1 };
  const low = Math.min(...exponents);
  const high = Math.max(...exponents);
  const missing = Math.max(0, SMALLEST_SPAN - (high - low)) / 2;
  return { low: low - missing, high: high + missing };
}
