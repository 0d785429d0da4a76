import type { DataSpec } from '../protocol/data.js';

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

/** What is known of numbers that went by one after the other. */
export class Statistics {
  count = 0;
  low = Number.POSITIVE_INFINITY;
  high = Number.NEGATIVE_INFINITY;
  mean = 0;
  private squares = 0;

  add(value: number): void {
    this.count++;
    if (value < this.low) this.low = value;
    if (value > this.high) this.high = value;
    const difference = value - this.mean;
    this.mean += difference / this.count;
    this.squares += difference * (value - this.mean);
  }

  get deviation(): number {
    return this.count === 0 ? 0 : Math.sqrt(this.squares / this.count);
  }
}
