import { useEffect, useRef } from 'preact/hooks';
import { formatNumber } from '../../src/protocol/numberText.js';
import { useOnScreen } from '../components/watchElement.js';
import { scalePosition, trendDomain } from '../heatmap/normScale.js';
import { useColors } from '../theme/colors.js';

const WIDTH = 96;
const HEIGHT = 20;

/** A layer's gradient norm over time, on a logarithmic scale of its own: the table's colors compare layers, this shows change. */
export function Sparkline({ norms }: { readonly norms: Float32Array }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [frame, visible] = useOnScreen();
  const colors = useColors();
  const scale = globalThis.devicePixelRatio;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !visible) return;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    context.strokeStyle = colors.training;
    context.lineWidth = 1.25;
    traceLine(context, norms);
    context.stroke();
  }, [norms, colors, scale, visible]);
  const label = `From ${formatNumber(norms[0] ?? Number.NaN)} to ${formatNumber(norms.at(-1) ?? Number.NaN)}`;
  return (
    <span ref={frame} class="sparkline" role="img" aria-label={label} title={label}>
      <canvas ref={canvas} width={WIDTH * scale} height={HEIGHT * scale} />
    </span>
  );
}

function traceLine(context: CanvasRenderingContext2D, norms: Float32Array): void {
  const domain = trendDomain(norms);
  let pen = false;
  context.beginPath();
  norms.forEach((norm, index) => {
    const position = scalePosition(norm, domain);
    const x = 1 + (index / Math.max(1, norms.length - 1)) * (WIDTH - 2);
    const y = HEIGHT - 2 - (position ?? 0) * (HEIGHT - 4);
    if (position !== null && pen) context.lineTo(x, y);
    else if (position !== null) context.moveTo(x, y);
    pen = position !== null;
  });
}
