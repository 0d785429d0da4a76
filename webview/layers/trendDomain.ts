import type { Domain } from '../heatmap/scale.js';

/** Decades that a trend covers at least, so that noise does not look like change. */
const SMALLEST_SPAN = 2;

/** Exponents of ten from the least to the greatest finite norm, widened about their middle. */
export function trendDomain(norms: Float32Array): Domain {
  let least = Number.POSITIVE_INFINITY;
  let greatest = 0;
  for (const norm of norms) {
    if (!(norm > 0 && norm < Number.POSITIVE_INFINITY)) continue;
    if (norm < least) least = norm;
    if (norm > greatest) greatest = norm;
  }
  if (greatest === 0) return { low: -SMALLEST_SPAN / 2, high: SMALLEST_SPAN / 2 };
  const low = Math.log10(least);
  const high = Math.log10(greatest);
  const missing = Math.max(0, SMALLEST_SPAN - (high - low)) / 2;
  return { low: low - missing, high: high + missing };
}
