import { checkedSize } from '../budget.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { broadcastShape, broadcastTo } from './broadcast.js';
import {
  type DType,
  isFloat,
  isInteger,
  isText,
  type NumberStore,
  newStore,
  promoted,
  promotedWeakly,
} from './dtypes.js';
import { NdArray } from './ndArray.js';

type Numeric = (a: number, b: number) => number;

function floorMod(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

const arithmetic: Readonly<Record<string, Numeric>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '%': floorMod,
  '**': (a, b) => a ** b,
  maximum: (a, b) => (Number.isNaN(a) || a > b ? a : b),
  minimum: (a, b) => (Number.isNaN(a) || a < b ? a : b),
  arctan2: Math.atan2,
  hypot: Math.hypot,
};

/** Whose result is a float, whatever it is made of. */
const divisions = new Set(['/', 'arctan2', 'hypot']);

const logic: Readonly<Record<string, Numeric>> = {
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a * 2 ** b,
  '>>': (a, b) => Math.floor(a / 2 ** b),
};

const comparisons: Readonly<Record<string, (a: Scalar, b: Scalar) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => Number(a) < Number(b),
  '>': (a, b) => Number(a) > Number(b),
  '<=': (a, b) => Number(a) <= Number(b),
  '>=': (a, b) => Number(a) >= Number(b),
};

type Operand = NdArray | Scalar;

/** The result of an operator on arrays, entry by entry. At least one of the two is an array. @throws {NotKnown} */
export function operate(operator: string, left: Operand, right: Operand): NdArray {
  const [a, b] = [asOperand(left), asOperand(right)];
  const shape = broadcastShape(a.shape, b.shape);
  const common = commonType(left, right);
  const compare = comparisons[operator];
  if (compare) return compared(operator, compare, a, b, shape);
  if (isText(common)) return joined(operator, a, b, shape);
  const dtype = resultType(operator, common, left, right);
  const compute =
    (operator === '+' && dtype === 'bool' ? logic['|'] : undefined) ?? arithmetic[operator] ?? logic[operator];
  if (!compute) throw new NotKnown(`${operator} of arrays is not supported`);
  if (Object.hasOwn(logic, operator) && isFloat(dtype)) throw new NotKnown(`${operator} of floats is not supported`);
  const out = newStore(dtype, checkedSize(shape)) as NumberStore;
  fill(out, compute, a, b, shape);
  if (isInteger(dtype)) checkWhole(out, compute, a, b, shape, operator);
  return new NdArray(dtype, out, shape);
}

function fill(
  out: { length: number; [at: number]: number },
  compute: Numeric,
  a: NdArray,
  b: NdArray,
  shape: readonly number[],
): void {
  const [x, y] = [spread(a, shape), spread(b, shape)];
  const [xs, ys] = [x.length === 1 ? 0 : 1, y.length === 1 ? 0 : 1];
  for (let i = 0; i < out.length; i++) out[i] = compute(x[i * xs] ?? 0, y[i * ys] ?? 0);
}

function spread(array: NdArray, shape: readonly number[]): ArrayLike<number> {
  return array.size === 1 ? array.numbers() : broadcastTo(array, shape).numbers();
}

function asOperand(value: Operand): NdArray {
  if (value instanceof NdArray) return value;
  if (typeof value === 'number') return new NdArray('float64', Float64Array.of(value), []);
  return new NdArray(typeof value === 'boolean' ? 'bool' : 'object', [value], []);
}

function commonType(left: Operand, right: Operand): DType {
  if (left instanceof NdArray && right instanceof NdArray) {
    if (left.ndim === 0 && right.ndim > 0 && isFloat(right.dtype) && !isText(left.dtype)) return right.dtype;
    if (right.ndim === 0 && left.ndim > 0 && isFloat(left.dtype) && !isText(right.dtype)) return left.dtype;
    return promoted(left.dtype, right.dtype);
  }
  if (left instanceof NdArray) return promotedWeakly(left.dtype, right as Scalar);
  return promotedWeakly((right as NdArray).dtype, left);
}

function resultType(operator: string, common: DType, left: Operand, right: Operand): DType {
  if (divisions.has(operator)) return isFloat(common) ? common : 'float64';
  const isBool = common === 'bool' && !/^[+*&|^]$|^m(ax|in)imum$/.test(operator);
  if (isBool) {
    if (operator === '-' && left instanceof NdArray && right instanceof NdArray)
      throw new NotKnown('NumPy does not subtract booleans');
    return 'int64';
  }
  return common;
}

/**
 * Whole numbers of few bits wrap around where their type is too small. Whether NumPy would do so hangs on whether the program has a float where only its
 * value is known here, so that it is not decided.
 */
function checkWhole(
  out: ArrayLike<number>,
  compute: Numeric,
  a: NdArray,
  b: NdArray,
  shape: readonly number[],
  operator: string,
): void {
  const [x, y] = [spread(a, shape), spread(b, shape)];
  const [xs, ys] = [x.length === 1 ? 0 : 1, y.length === 1 ? 0 : 1];
  for (let i = 0; i < out.length; i++) {
    const exact = compute(x[i * xs] ?? 0, y[i * ys] ?? 0);
    if (exact === out[i] && Math.abs(exact) <= Number.MAX_SAFE_INTEGER) continue;
    throw new NotKnown(`${operator} of whole numbers overflows their type`);
  }
}

function compared(
  operator: string,
  compare: (a: Scalar, b: Scalar) => boolean,
  a: NdArray,
  b: NdArray,
  shape: readonly number[],
): NdArray {
  const out = new Uint8Array(checkedSize(shape));
  const text = isText(a.dtype) || isText(b.dtype);
  if (
    text &&
    a.dtype !== b.dtype &&
    (a.dtype === 'str' || b.dtype === 'str') &&
    !isText(a.dtype) !== !isText(b.dtype)
  ) {
    // NumPy finds no text equal to a number.
    if (operator !== '==' && operator !== '!=') throw new NotKnown(`${operator} of text and numbers is not supported`);
  }
  const [x, y] = [broadcastTo(a, shape).scalars(), broadcastTo(b, shape).scalars()];
  for (let i = 0; i < out.length; i++) out[i] = Number(comparedScalars(operator, compare, x[i] ?? null, y[i] ?? null));
  return new NdArray('bool', out, shape);
}

function comparedScalars(operator: string, compare: (a: Scalar, b: Scalar) => boolean, a: Scalar, b: Scalar): boolean {
  const [x, y] = [typeof a === 'boolean' ? Number(a) : a, typeof b === 'boolean' ? Number(b) : b];
  if (typeof x === 'string' && typeof y === 'string' && operator !== '==' && operator !== '!=')
    return compareTexts(operator, x, y);
  return compare(x, y);
}

function compareTexts(operator: string, a: string, b: string): boolean {
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}

function joined(operator: string, a: NdArray, b: NdArray, shape: readonly number[]): NdArray {
  const [x, y] = [broadcastTo(a, shape).scalars(), broadcastTo(b, shape).scalars()];
  const out = x.map((value, i): Scalar => {
    const other = y[i] ?? null;
    if (operator === '+' && typeof value === 'string' && typeof other === 'string') return value + other;
    const compute = arithmetic[operator];
    if (compute && typeof value !== 'string' && typeof other !== 'string')
      return compute(Number(value ?? NaN), Number(other ?? NaN));
    throw new NotKnown(`${operator} of text is not supported`);
  });
  return new NdArray('object', out, shape);
}
