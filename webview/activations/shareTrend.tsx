import { useEffect, useRef } from 'preact/hooks';
import { formatShare } from '../../src/protocol/numberText.js';
import { useOnScreen } from '../components/watchElement.js';
import { useColors } from '../theme/colors.js';

const WIDTH = 96;
const HEIGHT = 18;

/** A share over time, filled from 0 at the bottom to 100% at the top. */
export function ShareTrend({ shares, words }: { readonly shares: Float32Array; readonly words: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [frame, visible] = useOnScreen();
  const colors = useColors();
  const scale = globalThis.devicePixelRatio;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !visible) return;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    context.fillStyle = colors.training;
    fillShares(context, shares);
  }, [shares, colors, scale, visible]);
  const ends = [shares[0], shares.at(-1)].map((share = Number.NaN) => formatShare(share));
  const label = `From ${ends[0]} to ${ends[1]} ${words}`;
  return (
    <span ref={frame} class="share-trend" role="img" aria-label={label} title={label}>
      <canvas ref={canvas} width={WIDTH * scale} height={HEIGHT * scale} />
    </span>
  );
}

/** In one piece: bars of fractions of a pixel would show their seams. */
function fillShares(context: CanvasRenderingContext2D, shares: Float32Array): void {
  const width = WIDTH / shares.length;
  context.beginPath();
  context.moveTo(0, HEIGHT);
  for (const [index, share] of shares.entries()) {
    const top = share > 0 ? Math.min(HEIGHT - 1, HEIGHT * (1 - share)) : HEIGHT;
    context.lineTo(index * width, top);
    context.lineTo((index + 1) * width, top);
  }
  context.lineTo(WIDTH, HEIGHT);
  context.fill();
}
