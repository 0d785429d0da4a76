import type uPlot from 'uplot';
import type { Colors } from '../theme/colors.js';
import type { BestValue } from './curveFigures.js';

/** A line through the batch that is looked back on, as in the heat map. */
export function markPast(plot: uPlot, x: number | null, colors: Colors): void {
  const { min, max } = plot.scales.x ?? {};
  if (x === null || min == null || max == null || x < min || x > max) return;
  const { ctx: context, bbox } = plot;
  const width = 2 * devicePixelRatio;
  context.save();
  context.fillStyle = colors.foreground;
  context.fillRect(plot.valToPos(x, 'x', true) - width / 2, bbox.top, width, bbox.height);
  context.restore();
}

/** A ring in the color of the line that has the best value. */
export function markBest(plot: uPlot, best: BestValue | null, colors: Colors): void {
  const { min, max } = plot.scales.x ?? {};
  if (!best || min == null || max == null || best.x < min || best.x > max) return;
  const { ctx: context } = plot;
  context.save();
  context.strokeStyle = colors[best.of];
  context.fillStyle = colors.background;
  context.lineWidth = 2 * devicePixelRatio;
  context.beginPath();
  context.arc(plot.valToPos(best.x, 'x', true), plot.valToPos(best.value, 'y', true), 4.5 * devicePixelRatio, 0, 7);
  context.fill();
  context.stroke();
  context.restore();
}
