import type { DataSpec } from '../protocol/data.js';
import { sizeOf } from './rows/shapes.js';
import { targetNeed } from './targetNeed.js';
import type { ModelShapes, TargetDescription } from './types.js';

/** The tensor that a batch's targets become: `shape` is without the batch. */
export type TargetForm =
  /** The stored numbers as they are. */
  | { readonly kind: 'asIs'; readonly shape: readonly number[] }
  /** A vector of `classes` numbers with a 1 for each stored index; `shape` ends with `classes`. */
  | { readonly kind: 'onehot'; readonly classes: number; readonly shape: readonly number[] };

/** How a model's targets are told: what the data's spec asks for, else what the loss and the last layer need. */
export function targetForm(
  target: TargetDescription,
  shapes: Omit<ModelShapes, 'input' | 'vocabulary'>,
  targetAs: DataSpec['targetAs'],
): TargetForm {
  if (target.kind === 'numbers') return { kind: 'asIs', shape: target.shape };
  const places = target.kind === 'tokens' ? [target.length] : [];
  const units = shapes.output.at(-1) ?? 1;
  const known = target.kind === 'tokens' ? target.vocabulary : target.labels.length;
  if (!isOneHot(shapes, units, targetAs)) return { kind: 'asIs', shape: [...places, 1] };
  const classes = Math.max(units, known);
  // One class has no other to be told from.
  if (classes < 2) return { kind: 'asIs', shape: [...places, 1] };
  return { kind: 'onehot', classes, shape: [...places, classes] };
}

function isOneHot(
  shapes: Omit<ModelShapes, 'input' | 'vocabulary'>,
  units: number,
  targetAs: DataSpec['targetAs'],
): boolean {
  if (targetAs) return targetAs === 'onehot';
  const need = targetNeed(shapes);
  if (need.kind === 'classes') return need.as === 'onehot';
  return units > 1 && sizeOf(shapes.output.map((length) => length ?? 1)) > 1;
}
