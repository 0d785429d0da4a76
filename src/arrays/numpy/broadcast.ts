import { NotKnown } from '../notKnown.js';
import { NdArray } from './ndArray.js';

/** The shape that arrays have together. @throws {NotKnown} where they do not fit */
export function broadcastShape(...shapes: readonly (readonly number[])[]): number[] {
  const ndim = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: ndim }, (_, axis) => {
    let size = 1;
    for (const shape of shapes) {
      const own = shape[axis - ndim + shape.length] ?? 1;
      if (own === 1 || own === size) continue;
      if (size !== 1) throw new NotKnown(`the shapes ${shapes.map(shapeText).join(' and ')} do not match`);
      size = own;
    }
    return size;
  });
}

/** A view of an array under a larger shape, in which entries repeat. @throws {NotKnown} */
export function broadcastTo(array: NdArray, shape: readonly number[]): NdArray {
  if (array.ndim === shape.length && array.shape.every((size, axis) => size === shape[axis])) return array;
  const skipped = shape.length - array.ndim;
  const strides = shape.map((size, axis) => {
    const own = array.shape[axis - skipped];
    if (own === undefined || (own === 1 && size !== 1)) return 0;
    if (own !== size)
      throw new NotKnown(`an array of shape ${shapeText(array.shape)} does not fit ${shapeText(shape)}`);
    return array.strides[axis - skipped] ?? 0;
  });
  if (skipped < 0) throw new NotKnown(`an array of shape ${shapeText(array.shape)} does not fit ${shapeText(shape)}`);
  return new NdArray(array.dtype, array.data, shape, strides, array.offset);
}

export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}
