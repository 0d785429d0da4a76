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
  const lookUp = (from: 'x' | 'batches', to: 'x' | 'batches') => (value: number) => {
    const end = Math.max(
      1,
      all.findIndex((point) => point[from] >= value),
    );
    const index = value > (all.at(-1)?.[from] ?? 0) ? all.length - 1 : end;
    const [left = begin, right = begin] = [all[index - 1], all[index]];
    // An epoch may have had no batches.
    return left[to] + ((value - left[from]) / (right[from] - left[from] || 1)) * (right[to] - left[to]);
  };
  return { unit, toX: lookUp('batches', 'x'), toBatches: lookUp('x', 'batches') };
}
