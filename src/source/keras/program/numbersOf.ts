import type { ArrayContents } from '../../../protocol/kerasProgram.js';
import { numeric } from '../expressions/operators.js';
import { isKind, type PyList, type Value } from '../values/values.js';

/** Numbers of an array or a list, and the object that they are the numbers of. */
interface Numbers extends ArrayContents {
  readonly of: object;
}

/** Null where they are not known, or no numbers. */
export function numbersOf(value: Value): Numbers | null {
  if (!isKind(value, 'list')) return null;
  const shape = shapeOf(value);
  const data: number[] = [];
  return collect(value, shape, data) ? { of: value, shape, data } : null;
}

function shapeOf(value: Value): number[] {
  return isKind(value, 'list') ? [value.items.length, ...shapeOf(value.items[0] ?? null)] : [];
}

/** Whether all of a list is numbers, in rows of one length. */
function collect(value: PyList, [length, ...rest]: readonly number[], into: number[]): boolean {
  if (value.items.length !== length) return false;
  return value.items.every((item) => {
    if (rest.length > 0) return isKind(item, 'list') && collect(item, rest, into);
    const number = numeric(item);
    if (number !== null) into.push(number);
    return number !== null;
  });
}
