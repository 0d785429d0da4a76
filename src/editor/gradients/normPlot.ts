import type { SeriesChunk } from '../../protocol/seriesChunk.js';

/** Colors of a plot inside an image, which cannot see the theme's variables. */
export interface PlotColors {
  readonly line: string;
  readonly band: string;
  readonly text: string;
  readonly grid: string;
}

export const PLOT_WIDTH = 340;
export const PLOT_HEIGHT = 88;
/** Buckets that the plot can show. */
export const PLOT_BUCKETS = 150;

const LEFT = 44;
const RIGHT = 6;
const TOP = 8;
const BOTTOM = 20;
/** Norms at or below this are drawn at it; Float32 knows nothing smaller that matters. */
const SMALLEST_EXPONENT = -30;
/** So that a Float32's 0.0999999 counts as 0.1. */
const ROUNDING = 1e-6;

interface Scale {
  readonly x: (index: number) => string;
  readonly y: (norm: number) => string;
}

/** An SVG of a gradient norm over batches: log10 scale, mean as a line, minimum to maximum as a band. Norms of 0 have no place on it: they are gaps, which it says. */
export function normPlot(norms: SeriesChunk, batches: number, colors: PlotColors): string {
  const exponents = decades(norms);
  const scale = scaleFor(norms.mean.length, exponents);
  const lines = exponents.map((exponent) => gridLine(10 ** exponent, `1e${exponent}`, scale, colors));
  const axis = `<text x="${LEFT}" y="${PLOT_HEIGHT - 5}" fill="${colors.text}">batch 1</text><text x="${PLOT_WIDTH - RIGHT}" y="${PLOT_HEIGHT - 5}" text-anchor="end" fill="${colors.text}">${batches}</text>${norms.mean.includes(0) ? zeroNote(colors) : ''}`;
  const shapes = stretches(norms).map(([from, to]) => stretch(norms, from, to, scale, colors));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${PLOT_WIDTH}" height="${PLOT_HEIGHT}" font-family="sans-serif" font-size="10">${lines.join('')}${axis}${shapes.join('')}</svg>`;
}

/** The powers of ten to label, from at or below the smallest norm to at or above the largest; every k-th of many; none without a norm above 0. */
function decades({ min, max }: SeriesChunk): number[] {
  const finite = [...min, ...max].filter((value) => Number.isFinite(value) && value > 0).map(Math.log10);
  const [first] = finite;
  if (first === undefined) return [];
  const low = Math.max(SMALLEST_EXPONENT, Math.floor(finite.reduce((a, b) => Math.min(a, b), first) + ROUNDING));
  const high = Math.max(low + 1, Math.ceil(finite.reduce((a, b) => Math.max(a, b), first) - ROUNDING));
  const step = Math.ceil((high - low) / 4);
  return Array.from({ length: Math.ceil((high - low) / step) + 1 }, (_, index) => low + index * step);
}

const zeroNote = ({ text }: PlotColors): string =>
  `<text x="${(LEFT + PLOT_WIDTH) / 2}" y="${PLOT_HEIGHT - 5}" text-anchor="middle" fill="${text}">gaps: the norm is 0</text>`;

function scaleFor(count: number, exponents: readonly number[]): Scale {
  const low = exponents[0] ?? 0;
  const high = exponents.at(-1) ?? 1;
  const bottom = PLOT_HEIGHT - BOTTOM;
  const [width, height] = [PLOT_WIDTH - LEFT - RIGHT, bottom - TOP];
  return {
    x: (index) => (LEFT + (count > 1 ? (index / (count - 1)) * width : width)).toFixed(1),
    y: (norm) => (TOP + (1 - (Math.max(low, Math.log10(norm)) - low) / (high - low)) * height).toFixed(1),
  };
}

function gridLine(norm: number, label: string, { y }: Scale, { grid, text }: PlotColors): string {
  const at = y(norm);
  return `<path d="M${LEFT} ${at}H${PLOT_WIDTH - RIGHT}" stroke="${grid}"/><text x="${LEFT - 5}" y="${Number(at) + 3}" text-anchor="end" fill="${text}">${label}</text>`;
}

/** Index ranges [from, to] of consecutive means that the axis has a place for; 0, NaN and infinities leave gaps. */
function stretches({ mean }: SeriesChunk): [number, number][] {
  const found: [number, number][] = [];
  mean.forEach((value, index) => {
    if (!Number.isFinite(value) || value <= 0) return;
    const last = found.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else found.push([index, index]);
  });
  return found;
}

function stretch(
  { min, max, mean }: SeriesChunk,
  from: number,
  to: number,
  { x, y }: Scale,
  colors: PlotColors,
): string {
  const indices = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  const points = (values: Float32Array, order: readonly number[]): string =>
    order.map((index) => `${x(index)} ${y(values[index] ?? Number.NaN)}`).join('L');
  const band = `<path d="M${points(max, indices)}L${points(min, indices.toReversed())}Z" fill="${colors.band}"/>`;
  const line =
    from === to
      ? `<circle cx="${x(from)}" cy="${y(mean[from] ?? Number.NaN)}" r="2" fill="${colors.line}"/>`
      : `<path d="M${points(mean, indices)}" fill="none" stroke="${colors.line}" stroke-width="1.5"/>`;
  return band + line;
}
