import type { EpochEnd } from '../../src/protocol/dashboard/epochsPart.js';

const LABEL_WIDTH = 44;

/** The epoch ends that have room for a label, at round numbers of epochs. */
export function epochTicks(ends: readonly EpochEnd[], from: number, to: number, width: number): EpochEnd[] {
  const visible = ends.filter(({ step }) => step > from && step <= to);
  const room = Math.max(1, Math.floor(width / LABEL_WIDTH));
  const interval = roundUp(visible.length / room);
  return visible.filter(({ epoch }) => (epoch + 1) % interval === 0);
}

/** The next of 1, 2, 5, 10, 20, 50, ... */
function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((digit) => digit * power >= value) ?? 10) * power;
}
