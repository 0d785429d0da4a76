import { useEffect, useRef } from 'preact/hooks';
import { formatRound } from '../../src/protocol/numberText.js';
import { useColors } from '../theme/colors.js';
import { cssColor } from '../theme/rgb.js';
import { type Domain, scaleColor } from './normScale.js';

const STEPS = 64;

/** The color scale with its values, and the two colors that are off it. */
export function HeatLegend({ domain }: { readonly domain: Domain }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = useColors();
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    for (let step = 0; context && step < STEPS; step += 1) {
      context.fillStyle = cssColor(scaleColor(step / (STEPS - 1)));
      context.fillRect(step, 0, 1, 1);
    }
  }, []);
  const middle = Math.round((domain.low + domain.high) / 2);
  return (
    <div
      class="strip-legend"
      title="L2 norm of the gradient on a logarithmic scale: color shows its size, not its health. A sign beside a layer marks one that needs a look"
    >
      <div class="strip-colors" aria-hidden="true">
        <canvas ref={canvas} width={STEPS} height={1} />
        <div class="strip-ticks">
          {[domain.low, middle, domain.high].map((exponent) => (
            <span key={exponent}>{formatRound(10 ** exponent)}</span>
          ))}
        </div>
      </div>
      <span class="swatch-label">
        <span class="swatch" style={{ background: colors.zero }} /> 0
      </span>
      <span class="swatch-label">
        <span class="swatch" style={{ background: colors.error }} /> NaN, ∞
      </span>
      <span class="swatch-label">
        <span class="swatch swatch-hatched" /> no gradient
      </span>
    </div>
  );
}
