import { formatNumber } from '../../src/protocol/numberText.js';
import { TREND_WIDTH, TrendCanvas } from '../components/trendCanvas.js';
import { scalePosition, trendDomain } from '../heatmap/normScale.js';
import type { Colors } from '../theme/colors.js';
import { strokeNorms } from './strokeNorms.js';

const HEIGHT = 20;

/** A layer's gradient norm over time, on a logarithmic scale of its own: the table's colors compare layers, this shows change. */
export function Sparkline({ norms }: { readonly norms: Float32Array }) {
  const label = `From ${formatNumber(norms[0] ?? Number.NaN)} to ${formatNumber(norms.at(-1) ?? Number.NaN)}`;
  return <TrendCanvas name="sparkline" height={HEIGHT} label={label} values={norms} paint={paintNorms} />;
}

function paintNorms(context: CanvasRenderingContext2D, norms: Float32Array, colors: Colors): void {
  const domain = trendDomain(norms);
  context.strokeStyle = colors.training;
  context.lineWidth = 1.25;
  const toX = (index: number): number => 1 + (index / Math.max(1, norms.length - 1)) * (TREND_WIDTH - 2);
  strokeNorms(context, norms, toX, (norm) => {
    const position = scalePosition(norm, domain);
    return position === null ? null : HEIGHT - 2 - position * (HEIGHT - 4);
  });
}
