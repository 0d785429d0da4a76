import type { EpochEnd } from '../../src/protocol/dashboard/epochsPart.js';
import type { PlotsView } from '../../src/protocol/dashboard/messages.js';
import { formatCount, formatNumber } from '../../src/protocol/numberText.js';

/** What the x axis counts. */
export type XUnit = PlotsView['unit'];

export const X_UNITS: Readonly<Record<XUnit, { readonly label: string; readonly plural: string }>> = {
  batch: { label: 'Batch', plural: 'batches' },
  epoch: { label: 'Epoch', plural: 'epochs' },
};

/** A place on the x axis in words. */
export const xText = (unit: XUnit, x: number): string =>
  unit === 'batch' ? `batch ${formatCount(Math.round(x))}` : `epoch ${formatNumber(x)}`;

/** From batches done in a fit to the x axis, and back. */
export interface Clock {
  readonly unit: XUnit;
  toX(batches: number): number;
  toBatches(x: number): number;
}

const BATCHES: Clock = { unit: 'batch', toX: (batches) => batches, toBatches: (x) => x };

/** How far a fit is divided into epochs. */
interface Epochs {
  readonly ends: readonly EpochEnd[];
  readonly batchesPerEpoch: number | null;
}

/** The clock of a fit; that of batches where it has no epochs to count. */
export function clockOf(unit: XUnit, { ends, batchesPerEpoch }: Epochs): Clock {
  if (unit === 'batch') return BATCHES;
  const [first] = ends;
  const begin = { x: first?.epoch ?? 0, batches: 0 };
  const points = [begin, ...ends.map(({ epoch, step }) => ({ x: epoch + 1, batches: step }))];
  const last = points.at(-1) ?? begin;
  const before = points.at(-2);
  const perEpoch = batchesPerEpoch ?? (before ? (last.batches - before.batches) / (last.x - before.x) : null);
  if (!perEpoch) return BATCHES;
  const all = [...points, { x: last.x + 1, batches: last.batches + perEpoch }];
  const [xs, batches] = [all.map(({ x }) => x), all.map((point) => point.batches)];
  return { unit, toX: lookUp(batches, xs), toBatches: lookUp(xs, batches) };
}

/** From a rising list of values to another one, between and beyond its values in a straight line. */
const lookUp = (from: readonly number[], to: readonly number[]) => (value: number) => {
  const end = stretchEnd(from, value);
  const [left = 0, right = 0] = [from[end - 1], from[end]];
  const [low = 0, high = 0] = [to[end - 1], to[end]];
  // An epoch may have had no batches.
  return low + ((value - left) / (right - left || 1)) * (high - low);
};

/** The end of the stretch between two neighbors that a value is in. Halves the list each time: each point of a curve asks, and epochs may be thousands. */
function stretchEnd(values: readonly number[], value: number): number {
  let [low, high] = [1, values.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((values[middle] ?? Number.POSITIVE_INFINITY) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
