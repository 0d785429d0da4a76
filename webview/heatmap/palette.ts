import type { Colors } from '../theme/colors.js';
import { type Domain, scaleColor, scalePosition } from './scale.js';

const STEPS = 256;

/** The same colors as pixels, looked up rather than mixed: a heat map has up to 60,000 cells, ten times a second. */
export interface Palette {
  readonly scale: Uint32Array;
  readonly zero: number;
  readonly broken: number;
}

export function makePalette(colors: Colors): Palette {
  const scale = Uint32Array.from({ length: STEPS }, (_, step) => pixel(...scaleColor(step / (STEPS - 1))));
  return { scale, zero: parseColor(colors.zero), broken: parseColor(colors.error) };
}

export function cellPixel(norm: number, domain: Domain, { scale, zero, broken }: Palette): number {
  const position = scalePosition(norm, domain);
  if (position === null) return norm === 0 ? zero : broken;
  return scale[Math.round(Math.max(0, Math.min(1, position)) * (STEPS - 1))] ?? broken;
}

/** Red, green, blue and full opacity as one number in the byte order of ImageData on little-endian machines. */
const pixel = (red: number, green: number, blue: number): number =>
  ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

/** Any CSS color as a pixel: painted, then read back. */
function parseColor(color: string): number {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return pixel(128, 128, 128);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return pixel(red, green, blue);
}
