import { formatCount, formatRound } from '../../protocol/numberText.js';
import { type Markup, markup } from './markup.js';

export interface PlottedCurve {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Beside the curve of the same color that it belongs to, as validation beside training. */
  readonly dashed?: boolean;
  /** Index of its color: among those that are told apart, or, of layers, those that go with the depth. */
  readonly color: number;
  readonly byDepth?: boolean;
}

export interface Plot {
  readonly title: string;
  readonly xName: string;
  readonly logarithmic: boolean;
  readonly curves: readonly PlottedCurve[];
}

const [WIDTH, HEIGHT] = [760, 280];
const AREA = { left: 70, right: WIDTH - 16, top: 14, bottom: HEIGHT - 42 };
const TICKS = 5;
/** Legend entries that are listed; more are counted. */
const MOST_LISTED = 16;
/** Colors of each kind. */
export const COLORS = 8;

/** Curves as an SVG with axes, ticks and a legend, which counts the points that cannot be drawn. Null where no two can. */
export function plotSvg({ title, xName, logarithmic, curves }: Plot): Markup | null {
  const drawn = curves
    .filter((curve) => curve.points.length > 0)
    .map((curve) => {
      const points = curve.points.filter(([, y]) => Number.isFinite(y) && (!logarithmic || y > 0));
      const left = curve.points.length - points.length;
      const why = logarithmic ? '0 or not a number' : 'not a number';
      const all = formatCount(curve.points.length);
      return { ...curve, points, left: left === 0 ? '' : ` (${formatCount(left)} of ${all} points are ${why})` };
    });
  const all = drawn.flatMap(({ points }) => points);
  if (all.length < 2) return null;
  const x = rangeOf(all.map(([value]) => value));
  const height = (value: number) => (logarithmic ? Math.log10(value) : value);
  const y = rangeOf(all.map(([, value]) => height(value)));
  const px = (value: number) => round(AREA.left + ((value - x.min) / (x.max - x.min)) * (AREA.right - AREA.left));
  const py = (value: number) => round(AREA.bottom - ((value - y.min) / (y.max - y.min)) * (AREA.bottom - AREA.top));
  const label = (value: number) =>
    formatRound(Number((logarithmic ? 10 ** value : value).toPrecision(logarithmic ? 2 : 6)));
  return markup`<figure><figcaption>${title}${logarithmic ? ' (logarithmic)' : ''}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}: ${drawn.slice(0, MOST_LISTED).map(described).join('; ')}">
${ticksOf(y, logarithmic && y.max - y.min > 2 ? 1 : 0).map((value) => markup`<line class="grid" x1="${AREA.left}" x2="${AREA.right}" y1="${py(value)}" y2="${py(value)}"/><text x="${AREA.left - 8}" y="${py(value) + 4}" text-anchor="end">${label(value)}</text>`)}
${ticksOf(x).map((value) => markup`<text x="${px(value)}" y="${AREA.bottom + 18}" text-anchor="middle">${formatRound(Number(value.toPrecision(6)))}</text>`)}
<text x="${(AREA.left + AREA.right) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${xName}</text>
${drawn.map((each) => {
  const places = each.points.map(([at, value]) => [px(at), py(height(value))] as const);
  return line(each, places);
})}
</svg>
<ul class="legend">${drawn.slice(0, MOST_LISTED).map((each) => markup`<li class="${lookOf(each)}"><span>${each.name}${each.left}</span></li>`)}${drawn.length > MOST_LISTED ? markup`<li>and ${drawn.length - MOST_LISTED} more</li>` : null}</ul></figure>`;
}

/** Its class in the style. */
const lookOf = ({ color, byDepth, dashed }: PlottedCurve): string =>
  `${byDepth ? 'd' : 'c'}${color % COLORS}${dashed ? ' dashed' : ''}`;

/** A point alone is a dot. */
function line(curve: PlottedCurve, places: PlottedCurve['points']): Markup | null {
  const [first] = places;
  if (!first) return null;
  return places.length === 1
    ? markup`<circle class="${lookOf(curve)}" cx="${first[0]}" cy="${first[1]}" r="3"><title>${curve.name}</title></circle>`
    : markup`<polyline class="${lookOf(curve)}" points="${places.map(([x, y]) => `${x},${y}`).join(' ')}"><title>${curve.name}</title></polyline>`;
}

function described({ name, points, left }: PlottedCurve & { readonly left: string }): string {
  if (points.length === 0) return `${name}${left}`;
  const [first, last] = [points[0]?.[1] ?? 0, points.at(-1)?.[1] ?? 0];
  return `${name} from ${Number(first.toPrecision(3))} to ${Number(last.toPrecision(3))}${left}`;
}

/** Never empty, so that a flat curve has a place. */
function rangeOf(values: readonly number[]): { readonly min: number; readonly max: number } {
  const min = values.reduce((a, b) => Math.min(a, b));
  const max = values.reduce((a, b) => Math.max(a, b));
  if (min < max) return { min, max };
  const spread = Math.abs(max) || 1;
  return { min: min - spread / 2, max: max + spread / 2 };
}

/** Round values within a range: multiples of 1, 2 or 5 times a power of ten, of `least` at least. */
function ticksOf({ min, max }: { readonly min: number; readonly max: number }, least = 0): number[] {
  const rough = Math.max(least, (max - min) / TICKS);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const first = Math.ceil(min / step - 1e-9);
  const count = Math.floor(max / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}

const round = (value: number): number => Math.round(value * 10) / 10;
