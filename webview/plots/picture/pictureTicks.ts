import type uPlot from 'uplot';
import { formatRound } from '../../../src/protocol/numberText.js';
import { roundStep } from '../roundStep.js';

/** A value of an axis, and where it is in CSS pixels. */
export interface PictureTick {
  readonly text: string;
  readonly at: number;
}

const TICKS = 6;

/** Round values of an axis, where they are: powers of ten where a logarithmic one has two of them. */
export function pictureTicks(plot: uPlot, axis: 'x' | 'y', log = false): PictureTick[] {
  const { min, max } = plot.scales[axis] ?? {};
  if (min == null || max == null || !(max > min)) return [];
  const powers = log ? powersOfTen(min, max) : [];
  const values = powers.length > 1 ? powers : roundValues(min, max);
  return values.map((value) => ({ text: formatRound(value), at: plot.valToPos(value, axis) }));
}

function powersOfTen(min: number, max: number): number[] {
  const [low, high] = [Math.ceil(Math.log10(min)), Math.floor(Math.log10(max))];
  const every = Math.max(1, Math.ceil((high - low + 1) / TICKS));
  return Array.from(
    { length: Math.max(0, Math.ceil((high - low + 1) / every)) },
    (_, index) => 10 ** (low + index * every),
  );
}

/** Multiples of 1, 2, or 5 times a power of ten. */
export function roundValues(min: number, max: number): number[] {
  const step = roundStep((max - min) / TICKS);
  const first = Math.ceil(min / step);
  return Array.from({ length: Math.floor(max / step) - first + 1 }, (_, index) => (first + index) * step);
}
