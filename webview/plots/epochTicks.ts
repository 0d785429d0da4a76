import type { EpochEnd } from '../../src/protocol/dashboard/epochsPart.js';
import { roundStep } from './roundStep.js';

/** An epoch's end on the x axis. */
export interface PlacedEpoch extends EpochEnd {
  readonly x: number;
}

const LABEL_WIDTH = 44;

/** The epoch ends that have room for a label, at round numbers of epochs. */
export function epochTicks(ends: readonly PlacedEpoch[], from: number, to: number, width: number): PlacedEpoch[] {
  const visible = ends.filter(({ x }) => x > from && x <= to);
  const [first, last] = [visible[0], visible.at(-1)];
  // A longer run beside it may leave its epochs a part of the axis.
  const apart = first && last ? (last.x - first.x) / Math.max(1, visible.length - 1) : 0;
  const interval = apart === 0 ? 1 : roundStep(Math.max(1, (LABEL_WIDTH * (to - from)) / (width * apart)));
  return visible.filter(({ epoch }) => (epoch + 1) % interval === 0);
}
