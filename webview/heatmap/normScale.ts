import type { Colors } from '../theme/colors.js';
import { cssColor, mix, type Rgb } from '../theme/rgb.js';

/**
 * The cividis color map: lightness rises evenly from low to high, also for the color-blind and in print. It says how large a norm is, no more: purple and
 * red, which mean vanishing and exploding beside the lines of the editor, are not in it.
 */
const CIVIDIS = [
  [0, 34, 78],
  [18, 53, 112],
  [59, 73, 108],
  [87, 93, 109],
  [112, 113, 115],
  [138, 134, 120],
  [165, 156, 116],
  [195, 179, 105],
  [225, 204, 85],
  [254, 232, 56],
] as const;

/** Exponents of ten at the two ends of the color scale. */
export interface Domain {
  readonly low: number;
  readonly high: number;
}

const SMALLEST_SPAN = 3;

/** Whole decades around all finite positive norms, at least three, so that colors keep still while values waver. */
export function normDomain(norms: Float32Array): Domain {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const norm of norms) {
    if (!(norm > 0 && norm < Number.POSITIVE_INFINITY)) continue;
    low = Math.min(low, norm);
    high = Math.max(high, norm);
  }
  if (low > high) return { low: -SMALLEST_SPAN, high: 0 };
  const top = Math.ceil(Math.log10(high)) || 0;
  return { low: Math.min(Math.floor(Math.log10(low)), top - SMALLEST_SPAN), high: top };
}

/** Decades that a trend covers at least, so that noise does not look like change. */
const SMALLEST_TREND_SPAN = 2;

/** Exponents of ten from the least to the greatest finite norm, widened about their middle. */
export function trendDomain(norms: Float32Array): Domain {
  let least = Number.POSITIVE_INFINITY;
  let greatest = 0;
  for (const norm of norms) {
    if (!(norm > 0 && norm < Number.POSITIVE_INFINITY)) continue;
    if (norm < least) least = norm;
    if (norm > greatest) greatest = norm;
  }
  if (greatest === 0) return { low: -SMALLEST_TREND_SPAN / 2, high: SMALLEST_TREND_SPAN / 2 };
  const low = Math.log10(least);
  const high = Math.log10(greatest);
  const missing = Math.max(0, SMALLEST_TREND_SPAN - (high - low)) / 2;
  return { low: low - missing, high: high + missing };
}

/** Color of a position between 0 (low) and 1 (high). */
export function scaleColor(position: number): Rgb {
  const at = Math.max(0, Math.min(1, position)) * (CIVIDIS.length - 1);
  const index = Math.min(Math.floor(at), CIVIDIS.length - 2);
  const from = CIVIDIS[index] ?? CIVIDIS[0];
  const to = CIVIDIS[index + 1] ?? from;
  return mix(from, to, at - index);
}

/** Where a norm stands on the scale; null for 0, NaN and infinity, which are off it. */
export function scalePosition(norm: number, { low, high }: Domain): number | null {
  if (!(norm > 0) || !Number.isFinite(norm)) return null;
  return (Math.log10(norm) - low) / (high - low);
}

/** A norm's color in CSS: on the scale, or that of 0, or that of NaN and infinity. */
export function cellColor(norm: number, domain: Domain, colors: Colors): string {
  const position = scalePosition(norm, domain);
  if (position !== null) return cssColor(scaleColor(position));
  return norm === 0 ? colors.zero : colors.error;
}
