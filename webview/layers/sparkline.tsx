import { useEffect, useRef } from 'preact/hooks';
import { formatNumber } from '../format/number.js';
import { type Domain, scalePosition } from '../heatmap/scale.js';
import { useColors } from '../theme/useColors.js';

const WIDTH = 96;
const HEIGHT = 20;

/** A layer's gradient norm over time on the scale of the whole table, so that layers can be compared. */
export function Sparkline({ norms, domain }: { readonly norms: Float32Array; readonly domain: Domain }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = useColors();
  const scale = globalThis.devicePixelRatio;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    context.strokeStyle = colors.training;
    context.lineWidth = 1.25;
    context.beginPath();
    let pen = false;
    norms.forEach((norm, index) => {
      const position = scalePosition(norm, domain);
      const x = 1 + (index / Math.max(1, norms.length - 1)) * (WIDTH - 2);
      const y = HEIGHT - 2 - (position ?? 0) * (HEIGHT - 4);
      if (position !== null) (pen ? context.lineTo : context.moveTo).call(context, x, y);
      pen = position !== null;
    });
    context.stroke();
  }, [norms, domain.low, domain.high, colors, scale]);
  return (
    <canvas
      ref={canvas}
      class="sparkline"
      width={WIDTH * scale}
      height={HEIGHT * scale}
      role="img"
      aria-label={describeTrend(norms)}
    />
  );
}

function describeTrend(norms: Float32Array): string {
  const [first = Number.NaN] = norms;
  return `from ${formatNumber(first)} to ${formatNumber(norms.at(-1) ?? Number.NaN)}`;
}
