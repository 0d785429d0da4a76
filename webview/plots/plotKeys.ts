import type uPlot from 'uplot';
import type { XRange } from './plotOptions.js';

interface Zoomed {
  readonly range: XRange;
  onZoom(zoom: XRange | null): void;
}

/** Does what a key asks of a plot. @returns whether it asks for something */
export function plotKey(plot: uPlot, key: string, zoomed: Zoomed): boolean {
  const [xs] = plot.data;
  const { idx } = plot.cursor;
  const at = idx ?? (key === 'ArrowRight' ? -1 : xs.length);
  switch (key) {
    case 'ArrowLeft':
      pointAt(plot, at - 1);
      return true;
    case 'ArrowRight':
      pointAt(plot, at + 1);
      return true;
    case 'Home':
      pointAt(plot, 0);
      return true;
    case 'End':
      pointAt(plot, xs.length - 1);
      return true;
    case 'Escape':
      plot.setCursor({ left: -10, top: -10 });
      return true;
    case '+':
    // Plus without Shift on many keyboards.
    case '=':
    case '-':
      zoomed.onZoom(around(xs[idx ?? -1], zoomed.range, key === '-' ? 2 : 1 / 2));
      return true;
    case '0':
      zoomed.onZoom(null);
      return true;
    default:
      return false;
  }
}

/** Puts the cursor on a point that is in view. */
function pointAt(plot: uPlot, index: number): void {
  const { min, max } = plot.scales.x ?? {};
  const [xs] = plot.data;
  const x = xs[Math.max(0, Math.min(xs.length - 1, index))];
  if (x === undefined || min == null || max == null) return;
  plot.setCursor({ left: plot.valToPos(Math.max(min, Math.min(max, x)), 'x'), top: 0 });
}

/** A stretch `times` as long about a point of it, else about its middle. */
function around(x: number | undefined, { from, to }: XRange, times: number): XRange {
  const middle = x === undefined || x < from || x > to ? (from + to) / 2 : x;
  const half = ((to - from) * times) / 2;
  return { from: Math.max(0, middle - half), to: middle + half };
}
