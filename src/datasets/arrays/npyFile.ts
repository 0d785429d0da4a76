import { HumanError } from '../../errors/humanError.js';
import { shapeText, sizeOf } from '../rows/shapes.js';
import { type NpyType, npyHeader } from './npyHeader.js';
import { numberReader, textReader } from './npyValues.js';

/** An array of NumPy's in row-major order. */
export interface NpyArray {
  /** Name of its file, or `file.npz, "x"`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | readonly string[];
  /** Whether it is made of bytes, as pictures are. */
  readonly bytes: boolean;
}

/** @throws {HumanError} where it is cut off or damaged, or holds what is neither number nor text */
export function npyArray(file: Uint8Array, name: string): NpyArray {
  const { type, shape, fortranOrder, dataAt } = npyHeader(file, name);
  const size = sizeOf(shape);
  const there = Math.floor((file.length - dataAt) / type.bytes);
  if (there !== size) {
    const what = there < size ? 'is truncated' : 'is damaged';
    throw new HumanError(
      `${name} ${what}: an array of shape ${shapeText(shape)} has ${size} values, but the file has ${there}.`,
    );
  }
  const order = fortranOrder && shape.length > 1 ? columnOrder(shape) : null;
  return {
    name,
    shape,
    values: valuesOf(file, dataAt, type, size, order, name),
    bytes: type.kind === 'u' && type.bytes === 1,
  };
}

function valuesOf(
  file: Uint8Array,
  dataAt: number,
  type: NpyType,
  size: number,
  order: (() => number) | null,
  name: string,
): NpyArray['values'] {
  const view = new DataView(file.buffer, file.byteOffset + dataAt, size * type.bytes);
  const placeOf = (index: number): number => (order ? order() : index) * type.bytes;
  try {
    if (type.kind === 'U') {
      const read = textReader(view, type);
      return Array.from({ length: size }, (_, index) => read(placeOf(index)));
    }
    const read = numberReader(view, type);
    const values = new Float32Array(size);
    for (let index = 0; index < size; index++) values[index] = read(placeOf(index));
    return values;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new HumanError(`${name} does not fit into memory: it has ${size.toLocaleString('en-US')} values.`);
  }
}

/** NumPy can store the first axis as the one that runs fastest. @returns where the next value in row-major order stands */
function columnOrder(shape: readonly number[]): () => number {
  const strides = shape.map((_, axis) => sizeOf(shape.slice(0, axis)));
  const place = new Array<number>(shape.length).fill(0);
  return () => {
    const from = place.reduce((sum, index, axis) => sum + index * (strides[axis] ?? 0), 0);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place[axis] = (place[axis] ?? 0) + 1;
      if ((place[axis] ?? 0) < (shape[axis] ?? 0)) break;
      place[axis] = 0;
    }
    return from;
  };
}
