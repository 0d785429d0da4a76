import { formatNumber } from '../../src/protocol/numberText.js';
import { TREND_WIDTH, TrendCanvas } from '../components/trendCanvas.js';
import { scalePosition, trendDomain } from '../heatmap/normScale.js';
import type { Colors } from '../theme/colors.js';

const HEIGHT = 20;

/** A layer's gradient norm over time, on a logarithmic scale of its own: the table's colors compare layers, this shows change. */
export function Sparkline({ norms }: { readonly norms: Float32Array }) {
  const label = `From ${formatNumber(norms[0] ?? Number.NaN)} to ${formatNumber(norms.at(-1) ?? Number.NaN)}`;
  return <TrendCanvas name="sparkline" height={HEIGHT} label={label} values={norms} paint={strokeNorms} />;
}

function strokeNorms(context: CanvasRenderingContext2D, norms: Float32Array, colors: Colors): void {
  const domain = trendDomain(norms);
  let pen = false;
  context.strokeStyle = colors.training;
  context.lineWidth = 1.25;
  context.beginPath();
  norms.forEach((norm, index) => {
    const position = scalePosition(norm, domain);
    const x = 1 + (index / Math.max(1, norms.length - 1)) * (TREND_WIDTH - 2);
    const y = HEIGHT - 2 - (position ?? 0) * (HEIGHT - 4);
    if (position !== null && pen) context.lineTo(x, y);
    else if (position !== null) context.moveTo(x, y);
    pen = position !== null;
  });
  context.stroke();
}
