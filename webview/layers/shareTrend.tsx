import { formatShare } from '../../src/protocol/numberText.js';
import { TREND_WIDTH, TrendCanvas } from '../components/trendCanvas.js';
import type { Colors } from '../theme/colors.js';

const HEIGHT = 18;

/** A share over time, filled from 0 at the bottom to 100% at the top. */
export function ShareTrend({ shares, words }: { readonly shares: Float32Array; readonly words: string }) {
  const ends = [shares[0], shares.at(-1)].map((share = Number.NaN) => formatShare(share));
  const label = `From ${ends[0]} to ${ends[1]} ${words}`;
  return <TrendCanvas name="share-trend" height={HEIGHT} label={label} values={shares} paint={fillShares} />;
}

/** In one piece: bars of fractions of a pixel would show their seams. */
function fillShares(context: CanvasRenderingContext2D, shares: Float32Array, colors: Colors): void {
  const width = TREND_WIDTH / shares.length;
  context.fillStyle = colors.training;
  context.beginPath();
  context.moveTo(0, HEIGHT);
  for (const [index, share] of shares.entries()) {
    const top = share > 0 ? Math.min(HEIGHT - 1, HEIGHT * (1 - share)) : HEIGHT;
    context.lineTo(index * width, top);
    context.lineTo((index + 1) * width, top);
  }
  context.lineTo(TREND_WIDTH, HEIGHT);
  context.fill();
}
