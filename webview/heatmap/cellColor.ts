import type { Colors } from '../theme/colors.js';
import { cssColor, type Domain, scaleColor, scalePosition } from './scale.js';

/** A norm's color in CSS: on the scale, or that of 0, or that of NaN and infinity. */
export function cellColor(norm: number, domain: Domain, colors: Colors): string {
  const position = scalePosition(norm, domain);
  if (position !== null) return cssColor(scaleColor(position));
  return norm === 0 ? colors.zero : colors.error;
}
