import { checkedSize } from '../budget.js';
import { NotKnown } from '../notKnown.js';
import { shapeText } from './broadcast.js';
import { type DType, newStore, promoted } from './dtypes.js';
import { takeRows } from './indexing.js';
import { NdArray } from './ndArray.js';

/** An axis counted from the front. @throws {NotKnown} */
export function axisOf(axis: number, ndim: number): number {
  const absolute = axis < 0 ? axis + ndim : axis;
  if (!Number.isInteger(axis) || absolute < 0 || absolute >= ndim)
    throw new NotKnown(`there is no axis ${axis} among ${ndim}`);
  return absolute;
}

export function reshape(array: NdArray, given: readonly number[]): NdArray {
  const known = given.filter((size) => size !== -1).reduce((a, b) => a * b, 1);
  const shape = given.map((size) => (size === -1 ? array.size / known : size));
  const isWhole = shape.every((size) => Number.isInteger(size) && size >= 0);
  if (!isWhole || given.filter((size) => size === -1).length > 1 || shape.reduce((a, b) => a * b, 1) !== array.size)
    throw new NotKnown(`an array of shape ${shapeText(array.shape)} cannot have the shape ${shapeText(given)}`);
  return array.withShape(shape);
}

export function transpose(array: NdArray, axes?: readonly number[]): NdArray {
  const order = axes
    ? axes.map((axis) => axisOf(axis, array.ndim))
    : array.shape.map((_, axis) => array.ndim - 1 - axis);
  if (new Set(order).size !== array.ndim) throw new NotKnown('these axes do not match the array');
  const pick = (of: readonly number[]) => order.map((axis) => of[axis] ?? 0);
  return new NdArray(array.dtype, array.data, pick(array.shape), pick(array.strides), array.offset);
}

/** Moves one axis to another place. */
export function moveAxis(array: NdArray, from: number, to: number): NdArray {
  const order = array.shape.map((_, axis) => axis);
  const [moved] = order.splice(axisOf(from, array.ndim), 1);
  order.splice(axisOf(to, array.ndim), 0, moved ?? 0);
  return transpose(array, order);
}

export function expandDims(array: NdArray, axes: readonly number[]): NdArray {
  const ndim = array.ndim + axes.length;
  const added = new Set(axes.map((axis) => axisOf(axis, ndim)));
  const shape: number[] = [];
  const strides: number[] = [];
  for (let axis = 0, own = 0; axis < ndim; axis++) {
    const isNew = added.has(axis);
    shape.push(isNew ? 1 : (array.shape[own] ?? 1));
    strides.push(isNew ? 0 : (array.strides[own++] ?? 0));
  }
  return new NdArray(array.dtype, array.data, shape, strides, array.offset);
}

export function squeeze(array: NdArray, axes?: readonly number[]): NdArray {
  const gone = axes?.map((axis) => axisOf(axis, array.ndim));
  if (gone?.some((axis) => array.shape[axis] !== 1)) throw new NotKnown('only an axis of one entry can be squeezed');
  const kept = array.shape.flatMap((size, axis) => (size === 1 && (!gone || gone.includes(axis)) ? [] : [axis]));
  const pick = (of: readonly number[]) => kept.map((axis) => of[axis] ?? 0);
  return new NdArray(array.dtype, array.data, pick(array.shape), pick(array.strides), array.offset);
}

export function concatenate(arrays: readonly NdArray[], axis: number): NdArray {
  const [first] = arrays;
  if (!first) throw new NotKnown('there is nothing to join');
  const at = axisOf(axis, first.ndim);
  const isFitting = (array: NdArray) =>
    array.ndim === first.ndim && array.shape.every((size, i) => i === at || size === first.shape[i]);
  const other = arrays.find((array) => !isFitting(array));
  if (other) throw new NotKnown(`${shapeText(first.shape)} and ${shapeText(other.shape)} cannot be joined`);
  const dtype = arrays.reduce<DType>((type, array) => promoted(type, array.dtype), first.dtype);
  const shape = first.shape.map((size, i) =>
    i === at ? arrays.reduce((sum, array) => sum + (array.shape[at] ?? 0), 0) : size,
  );
  const out = newStore(dtype, checkedSize(shape));
  const outer = shape.slice(0, at).reduce((a, b) => a * b, 1);
  const row = shape.slice(at).reduce((a, b) => a * b, 1);
  let before = 0;
  for (const array of arrays) {
    const data = (array.dtype === dtype ? array : array.astype(dtype)).dense();
    const own = array.shape.slice(at).reduce((a, b) => a * b, 1);
    for (let i = 0; i < outer; i++)
      for (let k = 0; k < own; k++) out[i * row + before + k] = data[i * own + k] as never;
    before += own;
  }
  return new NdArray(dtype, out, shape);
}

export function atLeast(array: NdArray, ndim: 1 | 2): NdArray {
  if (array.ndim >= ndim) return array;
  return array.withShape(ndim === 2 ? [1, array.size] : [array.size]);
}

export function stack(arrays: readonly NdArray[], axis: number): NdArray {
  const [first] = arrays;
  if (!first) throw new NotKnown('there is nothing to stack');
  const at = axisOf(axis, first.ndim + 1);
  return concatenate(
    arrays.map((array) => expandDims(array, [at])),
    at,
  );
}

export function columnStack(arrays: readonly NdArray[]): NdArray {
  return concatenate(
    arrays.map((array) => (array.ndim === 1 ? array.withShape([array.size, 1]) : array)),
    1,
  );
}

/** `np.repeat` along an axis, each entry as often as its count. */
export function repeat(array: NdArray, counts: readonly number[], axis: number): NdArray {
  const at = axisOf(axis, array.ndim);
  const size = array.shape[at] ?? 0;
  const rows = Array.from({ length: size }, (_, i) => i).flatMap((i) =>
    new Array<number>(counts.length === 1 ? (counts[0] ?? 0) : (counts[i] ?? 0)).fill(i),
  );
  return moveAxis(takeRows(moveAxis(array, at, 0), rows), 0, at);
}

export function tile(array: NdArray, times: readonly number[]): NdArray {
  const ndim = Math.max(array.ndim, times.length);
  const counts = [...new Array<number>(ndim - times.length).fill(1), ...times];
  let result = array.withShape([...new Array<number>(ndim - array.ndim).fill(1), ...array.shape]);
  for (const [axis, count] of counts.entries()) {
    if (count !== 1) result = concatenate(new Array<NdArray>(count).fill(result), axis);
  }
  return result;
}
