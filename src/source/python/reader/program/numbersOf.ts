import type { Contents } from '../../../../arrays/arrays.js';
import { NotKnown } from '../../../../arrays/notKnown.js';
import { asArray } from '../../../../arrays/numpy/nested.js';
import type { ArrayContents } from '../../../../protocol/kerasProgram.js';
import { contentsOf } from '../contents/contentsOf.js';
import { numeric } from '../values/numeric.js';
import { isKind, type PyList, type Value } from '../values/values.js';

/** Numbers of an array or a list, and the object that they are the numbers of. */
interface Numbers extends ArrayContents {
  readonly of: object;
}

/** Null where they are not known, or no numbers. */
export function numbersOf(value: Value): Numbers | null {
  const contents = contentsOf(value);
  if (contents) return fromContents(contents);
  if (!isKind(value, 'list') || value.lost) return null;
  const shape = shapeOf(value);
  const data: number[] = [];
  return collect(value, shape, data) ? { of: value, shape, data } : null;
}

function fromContents(contents: Contents): Numbers | null {
  try {
    const array = asArray(contents);
    return { of: contents, shape: array.shape, data: array.numbers() };
  } catch (error) {
    if (error instanceof NotKnown) return null;
    throw error;
  }
}

function shapeOf(value: Value): number[] {
  if (isKind(value, 'list')) return [value.items.length, ...shapeOf(value.items[0] ?? null)];
  return [...(numbersOfArray(value)?.shape ?? [])];
}

function numbersOfArray(value: Value): Numbers | null {
  const contents = isKind(value, 'array') ? contentsOf(value) : null;
  return contents && fromContents(contents);
}

/** Whether all of a list is numbers, in rows of one length. */
function collect(value: PyList, [length, ...rest]: readonly number[], into: number[]): boolean {
  if (value.items.length !== length) return false;
  return value.items.every((item) => {
    const inner = numbersOfArray(item);
    if (inner) {
      for (let i = 0; i < inner.data.length; i++) into.push(inner.data[i] ?? 0);
      return inner.shape.join() === rest.join();
    }
    if (rest.length > 0) return isKind(item, 'list') && collect(item, rest, into);
    const number = numeric(item);
    if (number !== null) into.push(number);
    return number !== null;
  });
}
