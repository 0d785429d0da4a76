import { useEffect, useRef } from 'preact/hooks';
import { type Colors, useColors } from '../theme/colors.js';
import { useOnScreen } from './watchElement.js';

/** In CSS pixels, as the style sheet has it. */
export const TREND_WIDTH = 96;

interface Props {
  /** Of the style sheet. */
  readonly name: string;
  /** In CSS pixels. */
  readonly height: number;
  /** What the picture says, for those who do not see it and on hover. */
  readonly label: string;
  readonly values: Float32Array;
  /** Paints the values on an empty canvas; always the same function. */
  readonly paint: (context: CanvasRenderingContext2D, values: Float32Array, colors: Colors) => void;
}

/** A small picture of a figure over time, painted when it comes on screen and whenever its values or the theme change. */
export function TrendCanvas({ name, height, label, values, paint }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [frame, visible] = useOnScreen();
  const colors = useColors();
  const scale = globalThis.devicePixelRatio;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !visible) return;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, TREND_WIDTH, height);
    paint(context, values, colors);
  }, [paint, values, colors, scale, visible, height]);
  return (
    <span ref={frame} class={name} role="img" aria-label={label} title={label}>
      <canvas ref={canvas} width={TREND_WIDTH * scale} height={height * scale} />
    </span>
  );
}
