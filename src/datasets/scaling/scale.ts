import type { DataSpec } from '../../protocol/data.js';
import type { Statistics } from './statistics.js';

export type Normalize = DataSpec['normalize'];

/** A number becomes (number - offset) * factor. */
export interface Scale {
  readonly offset: number;
  readonly factor: number;
}

export const UNSCALED: Scale = { offset: 0, factor: 1 };

/** A column that has one value only is moved to zero. */
export function scaleFor(how: Normalize, { low, high, mean, deviation, count }: Statistics): Scale {
  if (how === undefined || how === 'none' || count === 0) return UNSCALED;
  const [offset, spread] = how === 'minmax' ? [low, high - low] : [mean, deviation];
  return { offset, factor: spread > 0 ? 1 / spread : 1 };
}

export function scaled(value: number, { offset, factor }: Scale): number {
  return (value - offset) * factor;
}
