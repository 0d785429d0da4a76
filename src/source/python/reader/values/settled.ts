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
  const types = isKind(left, 'name') || isKind(right, 'name') ? [left, right].map(typeName) : [];
  if (types[0] && types[1]) return types[0] === types[1];
  if (isUnsettled(left) || isUnsettled(right) || depth > 6) return undefined;
  if (isKind(left, 'list') && isKind(right, 'list')) {
    const results = left.items.map((item, i) => equal(item, right.items[i] ?? null, depth + 1));
    if (left.items.length !== right.items.length || results.includes(false)) return false;
    return results.includes(undefined) ? undefined : true;
  }
  return plain(left) === plain(right);
}

const typesOfPython: Readonly<Record<string, string>> = { float: 'float64', int: 'int64', str: 'object', O: 'object' };

/** The type of numbers that a name stands for, as that of an array is compared: `y.dtype == 'object'`. */
function typeName(value: Value): string | null {
  const text = isKind(value, 'name') ? value.path.replace(/^(?:numpy|np|tensorflow|tf)\./, '') : value;
  if (typeof text !== 'string') return null;
  const full = Object.hasOwn(typesOfPython, text) ? typesOfPython[text] : text;
  return /^(?:u?int(?:8|16|32|64)|float(?:16|32|64)|bool|object)$/.test(full ?? '') ? (full ?? null) : null;
}

function plain(value: Value): Value {
  return typeof value === 'boolean' ? Number(value) : value;
}
