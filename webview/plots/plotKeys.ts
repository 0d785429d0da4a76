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
    default:
  }
  const zoom = zoomKey({ key }, xs[idx ?? -1] ?? null, zoomed.range);
  if (zoom === undefined) return false;
  if (key === 'Escape') plot.setCursor({ left: -10, top: -10 });
  zoomed.onZoom(zoom);
  return true;
}

interface Key {
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly altKey?: boolean;
}

/**
 * The stretch that a key asks for; null for all, undefined where the key asks for none.
 * @param at what to zoom in on, where something is pointed at
 */
export function zoomKey(
  { key, ctrlKey, metaKey, altKey }: Key,
  at: number | null,
  range: XRange,
): XRange | null | undefined {
  // With Ctrl, plus, minus, and 0 zoom the window.
  if (ctrlKey || metaKey || altKey) return undefined;
  switch (key) {
    case '+':
    // Plus without Shift on many keyboards.
    case '=':
      return around(at, range, 1 / 2);
    case '-':
      return around(at, range, 2);
    case '0':
    case 'Escape':
      return null;
    default:
      return undefined;
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
function around(x: number | null, { from, to }: XRange, times: number): XRange {
  const middle = x === null || x < from || x > to ? (from + to) / 2 : x;
  const half = ((to - from) * times) / 2;
  return { from: Math.max(0, middle - half), to: middle + half };
}
