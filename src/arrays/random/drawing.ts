import { checkedSize } from '../budget.js';
import { type ArrayFunction, type Given, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { floats, integers } from '../numpy/making.js';
import { asArray } from '../numpy/nested.js';
import type { Arg } from '../values.js';

/** One number, or an array of the size that is asked for. */
export function drawn(shape: readonly number[] | null, draw: (at: number) => number, whole = false): Arg {
  if (!shape) return draw(0);
  const data = Float64Array.from({ length: checkedSize(shape) }, (_, i) => draw(i));
  return whole ? integers(data, shape) : floats(data, shape);
}

export const sizeOf = (given: Given, name = 'size') => (given.has(name) ? given.numbers(name) : null);

/** Numbers that a parameter has for each entry. */
function parameter(
  given: Given,
  name: string,
  otherwise: number,
): { at: (i: number) => number; shape: readonly number[] | null } {
  const value = given.get(name) ?? otherwise;
  if (typeof value === 'number' || typeof value === 'boolean') return { at: () => Number(value), shape: null };
  const array = asArray(value);
  if (array.ndim === 0) return { at: () => array.numbers()[0] ?? 0, shape: null };
  const numbers = array.numbers();
  // Its axes are the last ones of the size that is drawn.
  return { at: (i) => numbers[i % numbers.length] ?? 0, shape: array.shape };
}

/** Numbers by two parameters, each one number or one for each entry. */
export function scaled(
  first: string,
  a: number,
  second: string,
  b: number,
  draw: (a: number, b: number) => number,
): ArrayFunction {
  return taking(`${first} ${second} size`, (given) => {
    const [one, two] = [parameter(given, first, a), parameter(given, second, b)];
    const own = one.shape ?? two.shape;
    const size = sizeOf(given) ?? own;
    if (own && size && own.join() !== size.slice(size.length - own.length).join())
      throw new NotKnown('parameters for each entry of another size are not supported');
    return drawn(size, (i) => draw(one.at(i), two.at(i)));
  });
}

/** The place of a number among the sums of probabilities. */
export const placeOf = (sums: readonly number[]) => (number: number) => {
  const at = sums.findIndex((sum) => sum > number);
  return at < 0 ? sums.length - 1 : at;
};
