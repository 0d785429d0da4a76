import { NotKnown } from '../../../../arrays/notKnown.js';
import type { Arg } from '../../../../arrays/values.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Lost } from '../values/arrays.js';
import { isKind, type Value } from '../values/values.js';
import { toValue } from './convert.js';

/**
 * A value computed with its numbers where they are known; else what is known without them, and why no more is.
 *
 * @param otherwise the value as it is known without numbers
 */
export function computed(node: PythonNode, compute: () => Arg, otherwise: () => Value): Value {
  try {
    const result = compute();
    const isPlain = result === null || typeof result !== 'object';
    return toValue(result, node, isPlain ? undefined : otherwise());
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    return without(otherwise(), { node, reason: error.message, costly: error.costly });
  }
}

/** A value without its numbers. */
function without(value: Value, lost: Lost, depth = 0): Value {
  if (isKind(value, 'array')) return { ...value, contents: null, lost };
  if (isKind(value, 'unknown')) return { ...value, lost };
  if (isKind(value, 'list') && value.items.some((item) => isKind(item, 'array') || isKind(item, 'list')) && depth < 3)
    return { ...value, items: value.items.map((item) => without(item, lost, depth + 1)) };
  return value;
}

/** A result where the numbers that it takes are known. */
export function ifKnown<T, O>(compute: () => T, otherwise: O): T | O {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NotKnown) return otherwise;
    throw error;
  }
}
