/** Red, green, and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

export const cssColor = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`;

/** How far two colors are apart, from 1 to 21, as WCAG has it. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, bright] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

/** The color, moved toward white or black no further than it takes to stand out from a ground. */
export function readable(color: Rgb, ground: Rgb, ratio: number): Rgb {
  const away: Rgb = luminance(ground) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  return steps(color, away).find((mixed) => contrast(mixed, ground) >= ratio) ?? away;
}

/** The color, moved toward a ground as far as it still stands out from it. */
export function faint(color: Rgb, ground: Rgb, ratio: number): Rgb {
  return steps(color, ground).findLast((mixed) => contrast(mixed, ground) >= ratio) ?? color;
}

const STEPS = 64;

/** From one color to another. */
const steps = (from: Rgb, to: Rgb): Rgb[] =>
  Array.from({ length: STEPS + 1 }, (_, step) => mix(from, to, step / STEPS));

/** A share of the way, 0 to 1, from one color to another. */
export const mix = (from: Rgb, to: Rgb, share: number): Rgb => {
  const channel = (at: 0 | 1 | 2): number => Math.round(from[at] + (to[at] - from[at]) * share);
  return [channel(0), channel(1), channel(2)];
};

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
