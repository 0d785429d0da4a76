import type { Contents } from '../../../../arrays/arrays.js';
import { isKind, type Value } from '../values/values.js';

/** What an array, a table or a library's object holds; null where only its shape is known, or it is none of these. */
export function contentsOf(value: Value | undefined): Contents | null {
  return isKind(value, 'array') || isKind(value, 'object') ? (value.contents ?? null) : null;
}
