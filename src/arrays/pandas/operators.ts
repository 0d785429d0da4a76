import { NotKnown } from '../notKnown.js';
import { dot } from '../numpy/linear.js';
import type { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import { operate as operateArrays } from '../numpy/operators.js';
import { unwrapped } from '../numpy/reductions.js';
import { type Arg, isScalar } from '../values.js';
import { DataFrame, Series } from './tables.js';

/** An operator of Python on values of which at least one is an array, column or table. @throws {NotKnown} */
export function operate(operator: string, left: Arg, right: Arg): Arg {
  if (operator === '@') return dot(asArray(left), asArray(right));
  if (left instanceof DataFrame || right instanceof DataFrame) return onTables(operator, left, right);
  if (left instanceof Series || right instanceof Series) return onColumns(operator, left, right);
  const result = operateArrays(operator, operand(left), operand(right));
  return unwrapped(result);
}

function operand(value: Arg) {
  return isScalar(value) ? value : asArray(value);
}

function onColumns(operator: string, left: Arg, right: Arg): Series {
  const own = left instanceof Series ? left : (right as Series);
  if (left instanceof Series && right instanceof Series && !left.index.equals(right.index)) {
    throw new NotKnown(`${operator} of columns with different rows is not supported`);
  }
  const isNamedAlike = !(left instanceof Series && right instanceof Series) || left.name === right.name;
  const values = operateArrays(operator, operand(left), operand(right));
  return own.like(values, isNamedAlike ? own.name : null);
}

function onTables(operator: string, left: Arg, right: Arg): DataFrame {
  const own = left instanceof DataFrame ? left : (right as DataFrame);
  const pick = (value: Arg) => {
    if (value instanceof DataFrame) {
      const isSame = value.columns.equals(own.columns) && value.index.equals(own.index);
      if (!isSame) throw new NotKnown(`${operator} of tables with different rows or columns is not supported`);
      return (at: number) => value.columnAt(at).values;
    }
    if (value instanceof Series) {
      return (at: number) =>
        value.values.scalars()[value.index.placesOf(own.columns.labels[at] ?? null)[0] ?? missing()] ?? null;
    }
    if (isScalar(value)) return () => value;
    const array = asArray(value);
    if (array.ndim === 1) return (at: number) => array.scalars()[at] ?? null;
    return (at: number) => array.column(at);
  };
  const [a, b] = [pick(left), pick(right)];
  const data = own.data.map((_, at) => {
    const result = operateArrays(operator, a(at), b(at));
    return result.ndim === 0 ? result.withShape([1]) : result;
  });
  return new DataFrame(own.columns, data, own.index);

  function missing(): never {
    throw new NotKnown(`${operator} of a table and a column with other labels is not supported`);
  }
}

/** `-x`, `~x`. */
export function negate(operator: string, value: Arg): Arg {
  if (operator === '+') return value;
  if (operator === '-') return operate('*', value, -1);
  if (operator !== '~') throw new NotKnown(`${operator} of an array is not supported`);
  const flip = (array: NdArray) =>
    array.dtype === 'bool' ? operateArrays('==', array, 0) : operateArrays('-', operateArrays('*', array, -1), 1);
  return value instanceof Series || value instanceof DataFrame ? value.mapped(flip) : flip(asArray(value));
}
