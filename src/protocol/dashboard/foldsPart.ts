import * as v from 'valibot';
import { Count } from '../schema.js';
import { Floats, versioned } from './part.js';

/** Fits of one model, each from its start: the folds of a cross-validation, or repeats. */
export type FoldsView = v.InferOutput<typeof FoldsView>;
const FoldsView = v.object({
  /** Their numbers. */
  fits: v.array(Count),
  /** What their epochs log: `loss`, `val_acc`, and whether more is better. */
  keys: v.array(v.object({ name: v.string(), higherIsBetter: v.boolean() })),
  epochs: Count,
  /** Over the folds that have an epoch, key by key and in it epoch by epoch. */
  mean: Floats,
  min: Floats,
  max: Floats,
  /** Key by key, and in it fold by fold; NaN where a fold has none. */
  best: Floats,
  last: Floats,
});

export const foldsPart = versioned(FoldsView);

/** The stretch of a key's values in one of the arrays; null where the folds do not log it. */
export function ofKey({ keys, epochs, fits }: FoldsView, values: 'epochs' | 'fits', name: string) {
  const at = keys.findIndex((key) => key.name === name);
  const length = values === 'epochs' ? epochs : fits.length;
  return at < 0 ? null : (array: Float32Array) => array.subarray(at * length, (at + 1) * length);
}
