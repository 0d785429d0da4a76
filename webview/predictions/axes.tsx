import type { ComponentChildren } from 'preact';
import { formatNumber } from '../../src/protocol/numberText.js';

/** Of a plot's picture, in its own units. */
export const PLOT = { width: 320, height: 280 } as const;

export interface Axis {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** How its ends are written; as measured numbers where nothing else is said. */
  readonly format?: (value: number) => string;
}

interface Props {
  readonly x: Axis;
  readonly y: Axis;
  /** The picture in words. */
  readonly label: string;
  /** What lies behind the drawing and fills the frame. */
  readonly behind?: ComponentChildren;
  /** Parts of an SVG in units of `PLOT`. */
  readonly children: ComponentChildren;
}

/** A picture with its axes: their names and ends. */
export function Axes({ x, y, label, behind, children }: Props) {
  const { format: formatX = formatNumber } = x;
  const { format: formatY = formatNumber } = y;
  return (
    <div class="axes">
      <span class="axes-y" aria-hidden="true">
        <span>{formatY(y.high)}</span>
        <span class="axes-name">{y.name}</span>
        <span>{formatY(y.low)}</span>
      </span>
      <div class="axes-frame" role="img" aria-label={label}>
        {behind}
        <svg viewBox={`0 0 ${PLOT.width} ${PLOT.height}`} aria-hidden="true">
          {children}
        </svg>
      </div>
      <span class="axes-x" aria-hidden="true">
        <span>{formatX(x.low)}</span>
        <span class="axes-name">{x.name}</span>
        <span>{formatX(x.high)}</span>
      </span>
    </div>
  );
}

const share = (value: number, { low, high }: Axis): number => (high > low ? (value - low) / (high - low) : 0.5);

export const placeX = (value: number, axis: Axis): number => share(value, axis) * PLOT.width;
export const placeY = (value: number, axis: Axis): number => (1 - share(value, axis)) * PLOT.height;

/** Lowest and highest of what is finite; null where nothing is. */
export function endsOf(values: Iterable<number>): readonly [low: number, high: number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? null : [low, high];
}

/** The same, a little more on both sides. */
export function rangeOf(values: Iterable<number>): { readonly low: number; readonly high: number } {
  const ends = endsOf(values);
  if (!ends) return { low: -1, high: 1 };
  const [low, high] = ends;
  const beyond = (high - low) * 0.04 || 1;
  return { low: low - beyond, high: high + beyond };
}
