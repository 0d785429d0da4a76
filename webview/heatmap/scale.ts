/** The viridis color map: lightness rises evenly from low to high, also for the color-blind and in print. */
const VIRIDIS = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 74, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [109, 205, 89],
  [180, 222, 44],
  [253, 231, 37],
] as const;

export type Rgb = readonly [number, number, number];

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

/** Color of a position between 0 (low) and 1 (high). */
export function scaleColor(position: number): Rgb {
  const at = Math.max(0, Math.min(1, position)) * (VIRIDIS.length - 1);
  const index = Math.min(Math.floor(at), VIRIDIS.length - 2);
  const from = VIRIDIS[index] ?? VIRIDIS[0];
  const to = VIRIDIS[index + 1] ?? from;
  const mix = (channel: 0 | 1 | 2): number => Math.round(from[channel] + (to[channel] - from[channel]) * (at - index));
  return [mix(0), mix(1), mix(2)];
}

/** Where a norm stands on the scale; null for 0, NaN and infinity, which are off it. */
export function scalePosition(norm: number, { low, high }: Domain): number | null {
  if (!(norm > 0) || !Number.isFinite(norm)) return null;
  return (Math.log10(norm) - low) / (high - low);
}

export const cssColor = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`;
