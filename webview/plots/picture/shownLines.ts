import type uPlot from 'uplot';
import { paintedColor } from '../../theme/paintedColor.js';
import { cssColor } from '../../theme/rgb.js';

/** A line of a plot as it is drawn. */
export interface ShownLine {
  readonly label: string;
  /** Opaque, in CSS. */
  readonly color: string;
  readonly width: number;
  /** Of dashes and gaps; none for a line in one piece. */
  readonly dash: readonly number[];
  /** Places in CSS pixels of the plot, in the pieces that gaps leave. */
  readonly pieces: readonly (readonly (readonly [x: number, y: number])[])[];
}

/** The lines of a plot that are in view, as far as they are. */
export function shownLines(plot: uPlot, ground: string): ShownLine[] {
  const [xs] = plot.data;
  return plot.series.flatMap((series, index): ShownLine[] => {
    const values = plot.data[index];
    const { label, width = 0, dash = [], stroke } = series;
    if (index === 0 || !values || width === 0 || typeof label !== 'string') return [];
    const pieces = piecesOf(plot, xs, values, series.spanGaps ?? false);
    if (pieces.length === 0) return [];
    const color: unknown = typeof stroke === 'function' ? stroke(plot, index) : stroke;
    return [{ label, color: cssColor(paintedColor(String(color), ground)), width, dash, pieces }];
  });
}

type Values = ArrayLike<number | null | undefined>;

/** As uPlot has it: null is a gap, undefined a place where another line has its point. */
function piecesOf(plot: uPlot, xs: Values, values: Values, spansGaps: boolean): [number, number][][] {
  const { min, max } = plot.scales.x ?? {};
  const pieces: [number, number][][] = [];
  let piece: [number, number][] = [];
  const end = (): void => {
    if (piece.length > 0) pieces.push(piece);
    piece = [];
  };
  for (let index = 0; index < values.length; index += 1) {
    const [x, y] = [xs[index], values[index]];
    if (y === null && !spansGaps) end();
    if (typeof x !== 'number' || typeof y !== 'number') continue;
    if (min == null || max == null || x < min || x > max) continue;
    piece.push([plot.valToPos(x, 'x'), plot.valToPos(y, 'y')]);
  }
  end();
  return pieces;
}
