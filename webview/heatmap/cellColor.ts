import type { Colors } from '../theme/colors.js';
import { type Domain, type Rgb, scaleColor, scalePosition } from './scale.js';

/** Colours of values that are off the scale, from the theme. */
export interface OffScale {
  readonly zero: Rgb;
  readonly broken: Rgb;
}

export function offScale(colors: Colors): OffScale {
  return { zero: parseColor(colors.zero), broken: parseColor(colors.error) };
}

/** A norm's colour: on the scale, or that of 0, or that of NaN and infinity. */
export function cellColor(norm: number, domain: Domain, off: OffScale): Rgb {
  const position = scalePosition(norm, domain);
  if (position !== null) return scaleColor(position);
  return norm === 0 ? off.zero : off.broken;
}

/** Any CSS colour as its channels: painted, then read back. */
function parseColor(color: string): Rgb {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return [128, 128, 128];
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
