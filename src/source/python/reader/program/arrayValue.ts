import type { KerasArray } from '../../../../protocol/keras.js';
import type { PyArray } from '../values/arrays.js';
import { isKind, type Value } from '../values/values.js';

/** An array whose numbers are kept, as steps name it; null for any other value. */
export function arrayValue(value: Value | undefined): KerasArray | null {
  if (!isKind(value, 'array') || value.captured === null) return null;
  return { kind: 'array', id: value.captured, shape: sizes(value) };
}

function sizes({ shape }: PyArray): number[] {
  return (shape ?? []).map((size) => size ?? 0);
}
