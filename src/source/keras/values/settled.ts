import { isKind, type Value } from './values.js';

/** Whether a value, or an entry of it, is known only when the program runs. */
export function isUnsettled(value: Value, depth = 0): boolean {
  if (isKind(value, 'unknown') || isKind(value, 'name')) return true;
  return isKind(value, 'list') && depth < 6 && value.items.some((item) => isUnsettled(item, depth + 1));
}

/** Python's truth of a value; undefined where it is not known. */
export function truth(value: Value): boolean | undefined {
  if (isKind(value, 'unknown') || isKind(value, 'name') || isKind(value, 'array')) return undefined;
  if (isKind(value, 'list')) return value.items.length > 0;
  if (isKind(value, 'dict')) return value.entries.size > 0;
  return typeof value === 'object' && value !== null ? true : Boolean(value);
}

/** Python's `==`; undefined where it is not known. */
export function equal(left: Value, right: Value, depth = 0): boolean | undefined {
  if (isKind(left, 'name') && isKind(right, 'name') && left.path === right.path) return true;
  if (isUnsettled(left) || isUnsettled(right) || depth > 6) return undefined;
  if (isKind(left, 'list') && isKind(right, 'list')) {
    const results = left.items.map((item, i) => equal(item, right.items[i] ?? null, depth + 1));
    if (left.items.length !== right.items.length || results.includes(false)) return false;
    return results.includes(undefined) ? undefined : true;
  }
  return plain(left) === plain(right);
}

function plain(value: Value): Value {
  return typeof value === 'boolean' ? Number(value) : value;
}
