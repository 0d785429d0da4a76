import { GRADIENT_SIGNS, type MarkedSign } from '../../diagnosis/gradientSign.js';

/** The shapes of `GRADIENT_SIGNS`, 16 by 16. */
const SHAPES: Readonly<Record<MarkedSign, string>> = {
  vanishing: 'M2.5 4h11L8 13z',
  exploding: 'M2.5 12h11L8 3z',
  'not-a-number': 'M4 4l8 8M12 4l-8 8',
  'no-gradient': 'M8 3.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z',
  'only-zeros': 'M8 3.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z',
};
/** Shapes of a line alone. */
const OPEN: ReadonlySet<MarkedSign> = new Set(['not-a-number', 'no-gradient', 'only-zeros']);

/** An image does not see the theme's colors; these are the defaults of `gradlens.gradient.…`. */
export const GUTTER_COLORS = {
  light: { vanishing: '#9a4fb8', exploding: '#c4302b', stale: '#767676' },
  dark: { vanishing: '#c98ae0', exploding: '#f28b82', stale: '#8a8a8a' },
} as const;

/** The sign as an SVG: told apart by its shape, and hollow and thin where the source was edited since. */
export function gutterIcon(sign: MarkedSign, stale: boolean, theme: keyof typeof GUTTER_COLORS): string {
  const colors = GUTTER_COLORS[theme];
  const color = colors[stale ? 'stale' : GRADIENT_SIGNS[sign].tone];
  const fill = stale || OPEN.has(sign) ? 'none' : color;
  const width = stale || !OPEN.has(sign) ? 1 : 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><path d="${SHAPES[sign]}" fill="${fill}" stroke="${color}" stroke-width="${width}" stroke-linejoin="round"/></svg>`;
}
