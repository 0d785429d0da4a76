import type { BatchRange } from '../../src/protocol/dashboard/parts.js';
import { formatCount, formatNumber } from '../../src/protocol/numberText.js';
import { X_UNITS, type XUnit } from './clock.js';
import { batchesHeld, batchValue, epochMiddle, epochValue, type TrackCurve } from './plotData.js';

/** The best value that the epochs of a curve have. */
export interface BestValue {
  readonly value: number;
  /** From 1. */
  readonly epoch: number;
  readonly of: 'validation' | 'training';
  /** On the x axis. */
  readonly x: number;
}

/** The best validation value, else the best training mean; null before the first epoch, and where none is a number. */
export function bestValue(curve: TrackCurve, higherIsBetter: boolean): BestValue | null {
  const { clock, steps, epochs, training, validation } = curve;
  const of = validation?.some(Number.isFinite) ? 'validation' : 'training';
  const values = (of === 'validation' ? validation : training) ?? [];
  let best = -1;
  for (const [index, value] of values.entries()) {
    const held = values[best];
    if (!Number.isFinite(value)) continue;
    if (held === undefined || (higherIsBetter ? value > held : value < held)) best = index;
  }
  const value = values[best];
  if (value === undefined) return null;
  const at = of === 'validation' ? (steps[best] ?? 0) : epochMiddle(steps, best);
  return { value, epoch: epochs[best] ?? 0, of, x: clock.toX(at) };
}

/** A curve in words: where it starts, its best, where it is, and validation. */
export function curveText(
  name: string,
  curve: TrackCurve,
  { best, range: { from, to } }: { readonly best: BestValue | null; readonly range: BatchRange },
): string {
  const start = curve.batches?.mean[0];
  const last = batchValue(curve, null);
  const validation = epochValue(curve.steps, curve.validation, null);
  const parts = [
    start === undefined ? null : `start ${formatNumber(start)}`,
    best && `best ${best.of} ${formatNumber(best.value)} at epoch ${formatCount(best.epoch)}`,
    `last ${last === null ? 'unknown' : formatNumber(last)}`,
    validation === null ? null : `validation ${formatNumber(validation)}`,
  ];
  const stretch = from === 0 ? `${formatCount(to)} batches` : `batches ${formatCount(from)} to ${formatCount(to)}`;
  return `${name} over ${stretch}: ${parts.filter((part) => part !== null).join(', ')}`;
}

/** Values of a curve at one place; null where it has none there. */
interface Figures {
  readonly batch: number | null;
  readonly validation: number | null;
}

/** What a curve has at a place of the x axis; at its end where `x` is null. */
export const valuesAt = (curve: TrackCurve, x: number | null): Figures =>
  figuresAt(curve, x === null ? null : curve.clock.toBatches(x));

const figuresAt = (curve: TrackCurve, batches: number | null): Figures => ({
  batch: batchValue(curve, batches),
  validation: epochValue(curve.steps, curve.validation, batches),
});

/**
 * How far a curve is above another one at a place of the x axis, or where `x` is null after the last batch that both have; NaN where that is none.
 * In validation where both have it there, else in the batch.
 */
export function apartOf(curve: TrackCurve, other: TrackCurve, x: number | null): number {
  const shorter = Math.min(batchesHeld(curve), batchesHeld(other));
  const [one, two] = [curve, other].map((each) => figuresAt(each, x === null ? shorter : each.clock.toBatches(x)));
  const [above, below] =
    one?.validation != null && two?.validation != null ? [one.validation, two.validation] : [one?.batch, two?.batch];
  return (above ?? Number.NaN) - (below ?? Number.NaN);
}

/** How far a curve is from another one after the last batch that both have. */
export function apartText(curve: TrackCurve, other: TrackCurve): string {
  const shorter = Math.min(batchesHeld(curve), batchesHeld(other));
  const apart = (batchValue(curve, shorter) ?? Number.NaN) - (batchValue(other, shorter) ?? Number.NaN);
  if (Number.isNaN(apart)) return 'the two have no batch to compare';
  const how = apart === 0 ? 'equal to' : `${formatNumber(Math.abs(apart))} ${apart < 0 ? 'below' : 'above'}`;
  return `where the shorter one ends, this run is ${how} it`;
}

/** The values at a place of the x axis, as the legend shows them. */
export function valuesText(curve: TrackCurve, unit: XUnit, x: number): string {
  const batches = curve.clock.toBatches(x);
  const values = {
    batch: batchValue(curve, batches),
    epoch: epochValue(curve.steps, curve.training, batches),
    validation: epochValue(curve.steps, curve.validation, batches),
  };
  const told = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [`${name} ${formatNumber(value)}`],
  );
  return `${X_UNITS[unit].text(x)}: ${told.join(', ')}`;
}
